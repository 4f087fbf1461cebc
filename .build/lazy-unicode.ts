import {fileURLToPath} from 'node:url';
import type {Plugin} from 'esbuild';
import {createPatchPlugin, type Patch} from './patch.ts';

const runtimePath = (name: string): string => fileURLToPath(new URL(`runtime/${name}`, import.meta.url));

const withLazySegmenter = (file: string, construction: string): Patch => ({
	file,
	prelude: `import {createGraphemeSegmenter} from ${JSON.stringify(runtimePath('grapheme-segmenter.ts'))};\n`,
	changes: [{from: construction, to: 'createGraphemeSegmenter()'}],
});

/**
Puts off `Intl.Segmenter` in Ink and its dependencies until a text needs it.
*/
export const lazySegmenter = createPatchPlugin('lazy-segmenter', [
	withLazySegmenter('wrap-ansi/index.js', 'new Intl.Segmenter()'),
	withLazySegmenter('slice-ansi/tokenize-ansi.js', "new Intl.Segmenter(undefined, {granularity: 'grapheme'})"),
	withLazySegmenter('ink/build/line-update.js', "new Intl.Segmenter(undefined, { granularity: 'grapheme' })"),
	withLazySegmenter(
		'@alcalzone/ansi-tokenize/build/tokenize.js',
		'new Intl.Segmenter(undefined, { granularity: "grapheme" })',
	),
]);

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
