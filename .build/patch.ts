import {readFile} from 'node:fs/promises';
import type {Plugin} from 'esbuild';

/**
One exact piece of a dependency's source and what stands there in the bundle instead.
*/
export type Change = {
	readonly from: string;
	readonly to: string;
};

/**
The changes to one file of a dependency.
*/
export type Patch = {
	/**
	Path below `node_modules`, with forward slashes.
	*/
	readonly file: string;

	/**
	Put before the first line.

	@default ''
	*/
	readonly prelude?: string;

	readonly changes: readonly Change[];
};

/**
Change the source of one file.

@throws {Error} When the source does not hold each piece exactly once, as may be after an update of the dependency.
*/
export const applyPatch = (source: string, {file, prelude = '', changes}: Patch): string => {
	let patched = source;

	for (const {from, to} of changes) {
		const [before, after, ...others] = patched.split(from);
		if (before === undefined || after === undefined || others.length > 0) {
			throw new Error(`Expected ${file} to contain exactly once: ${from}`);
		}

		patched = before + to + after;
	}

	return prelude + patched;
};

/**
A plugin that changes files of dependencies while they are bundled.

The build fails when a file is not what the patch was written for, or is no longer part of the bundle: a patch must not get lost unnoticed.
*/
export const createPatchPlugin = (name: string, patches: readonly Patch[]): Plugin => ({
	name,
	setup({onLoad, onEnd}) {
		const missing = new Set(patches);

		onLoad({filter: /[\\/]node_modules[\\/].*\.js$/}, async ({path}) => {
			const posixPath = path.replaceAll('\\', '/');
			const patch = patches.find(({file}) => posixPath.endsWith(`/node_modules/${file}`));
			if (!patch) {
				return;
			}

			missing.delete(patch);
			return {contents: applyPatch(await readFile(path, 'utf8'), patch), loader: 'js'};
		});

		onEnd(({errors}) => ({
			// The first error is enough: a build that failed has not loaded everything.
			errors: errors.length > 0 ? [] : [...missing].map(({file}) => ({text: `Expected ${file} in the bundle`})),
		}));
	},
});
