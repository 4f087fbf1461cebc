import {fileURLToPath} from 'node:url';
import type {Plugin} from 'esbuild';

const runtimePath = (name: string): string => fileURLToPath(new URL(`runtime/${name}`, import.meta.url));

/**
Puts off the data of each `Intl.Segmenter`, ours and those of dependencies, until a text needs it.
*/
export const lazySegmenter: Plugin = {
	name: 'lazy-segmenter',
	setup({initialOptions}) {
		initialOptions.define = {...initialOptions.define, 'Intl.Segmenter': 'LazySegmenter'};
		initialOptions.inject = [...(initialOptions.inject ?? []), runtimePath('lazy-segmenter.ts')];
	},
};

/**
Puts off `string-width`, with its tables of emoji, until a text needs it.
*/
export const lazyStringWidth: Plugin = {
	name: 'lazy-string-width',
	setup({onResolve, onLoad}) {
		const path = runtimePath('string-width.ts');

		onResolve({filter: /^string-width$/}, ({path: name, importer}) =>
			importer === path ? undefined : {path: name, namespace: 'lazy-string-width'},
		);
		onLoad({filter: /.*/, namespace: 'lazy-string-width'}, () => ({
			contents: `export {stringWidth as default} from ${JSON.stringify(path)};`,
			resolveDir: runtimePath('.'),
		}));
	},
};
