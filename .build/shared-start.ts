import type {Plugin} from 'esbuild';
import {packageFolder} from './bundled-packages.ts';

const mark = '?late';

/**
Keeps all that the program starts with in one file.

The bundler makes a file of each set of modules that the same entries need, and each part that is loaded by `import()` is an entry: with a dozen of them, what is needed at the start would lie in twenty files, each to be found, read and linked. Here each late part imports the entry first, so that whatever the entry needs all need alike. That runs nothing twice, as the entry has been run by then. What a late part exports is had by name, not as its default.

@param entry - The file that the program starts with. No `await` at its top level may wait for a late part, which would wait for it in turn.
*/
export const sharedStart = (entry: string): Plugin => ({
	name: 'shared-start',
	setup({onResolve, onLoad, resolve}) {
		onResolve({filter: /^/}, async ({path, kind, importer, resolveDir, pluginData}) => {
			if (kind !== 'dynamic-import' || pluginData === mark || packageFolder(importer) !== undefined) {
				return;
			}

			const part = await resolve(path, {kind, importer, resolveDir, pluginData: mark});
			return part.external ? part : {...part, suffix: mark};
		});

		onLoad({filter: /^/}, ({path, suffix}) =>
			suffix === mark
				? {contents: `import ${JSON.stringify(entry)};\nexport * from ${JSON.stringify(path)};`}
				: undefined,
		);
	},
});
