import {fileURLToPath} from 'node:url';
import type {BuildOptions} from 'esbuild';
import {fastRows} from './fast-rows.ts';
import {lazyMeow} from './lazy-meow.ts';
import {lazySegmenter, lazyStringWidth} from './lazy-unicode.ts';
import {nodeModules} from './node-modules.ts';
import {sharedStart} from './shared-start.ts';
import {withoutDevtools} from './without-devtools.ts';
import {yogaLoader} from './yoga-loader.ts';

export const rootFolder = fileURLToPath(new URL('..', import.meta.url));

/** What the program starts with, after the launcher. */
const entry = fileURLToPath(new URL('../source/cli.tsx', import.meta.url));

/** What every bundle with Ink in it is made with, be it the program or a test's. */
export const inkOptions = {
	absWorkingDir: rootFolder,
	bundle: true,
	format: 'esm',
	platform: 'node',
	target: 'node22',
	jsx: 'automatic',
	splitting: true,
	minify: true,
	chunkNames: 'chunks/[name]-[hash]',
	define: {'process.env.NODE_ENV': '"production"'},
	// CommonJS dependencies ask for Node's modules by `require`, which an ES module does not have.
	banner: {js: 'const require=process.getBuiltinModule;'},
	plugins: [withoutDevtools, yogaLoader, lazySegmenter, lazyStringWidth, fastRows],
	logLevel: 'warning',
	metafile: true,
} as const satisfies BuildOptions;

/** The program: everything after the launcher. */
export const programOptions = {
	...inkOptions,
	entryPoints: {cli: entry},
	legalComments: 'linked',
	plugins: [...inkOptions.plugins, lazyMeow, nodeModules, sharedStart(entry)],
} as const satisfies BuildOptions;

/** The launcher, for any Node that knows ES modules, so that it can tell an old one what is missing. */
export const launcherOptions = {
	absWorkingDir: rootFolder,
	entryPoints: {taskwatch: 'source/launch.ts'},
	format: 'esm',
	platform: 'node',
	target: 'node14.8',
	logLevel: 'warning',
} as const satisfies BuildOptions;
