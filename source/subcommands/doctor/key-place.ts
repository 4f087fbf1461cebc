import type {KeySource} from '../../platform/key-source.js';

/** Where a key is looked for, in words that tell nothing of it. */
export const keyPlace = (source: KeySource): string => {
	switch (source.type) {
		case 'text': {
			return source.origin;
		}

		case 'env': {
			return `the variable ${source.name}`;
		}

		case 'file': {
			return source.path === '-' ? 'standard input' : `the file ${source.path}`;
		}

		case 'command': {
			// Its arguments may hold a secret.
			return `the command ${source.command[0]}`;
		}
	}
};
