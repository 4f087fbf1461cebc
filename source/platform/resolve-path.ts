import {dirname, join, resolve} from 'node:path';

/**
A file or folder as its user named it: `~` and what starts with `~/` is in the home folder.

@param namedIn - The file that names it, at whose folder a relative name starts. The working folder by default.
*/
export const resolvePath = (path: string, home: string, namedIn?: string): string => {
	if (path === '~' || path.startsWith('~/')) {
		return join(home, path.slice(1));
	}

	return namedIn === undefined ? path : resolve(dirname(namedIn), path);
};
