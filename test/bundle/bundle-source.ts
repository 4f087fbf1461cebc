import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {TestContext} from 'node:test';
import {type BuildOptions, build} from 'esbuild';
import {inkOptions, rootFolder} from '../../.build/program-options.ts';

/**
Bundle a module that is given as text, as the program is bundled.

@returns Path of the bundle, which is removed after the test.
*/
export const bundleSource = async (context: TestContext, contents: string, options?: BuildOptions): Promise<string> => {
	const outdir = await mkdtemp(path.join(tmpdir(), 'taskwatch-bundle-'));
	context.after(() => rm(outdir, {recursive: true}));

	await build({
		...inkOptions,
		logLevel: 'silent',
		...options,
		stdin: {contents, resolveDir: rootFolder, loader: 'tsx'},
		outdir,
		outExtension: {'.js': '.mjs'},
	});
	return path.join(outdir, 'stdin.mjs');
};
