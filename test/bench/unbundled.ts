import {copyFile, glob} from 'node:fs/promises';
import path from 'node:path';
import {build} from 'esbuild';
import {rootFolder} from '../../.build/program-options.ts';

/**
Translate each source file on its own, beside the installed dependencies.

@returns Path of the program.
*/
export const buildUnbundled = async (): Promise<string> => {
	const folder = path.join(rootFolder, 'node_modules/.cache/taskwatch-bench');

	await build({
		absWorkingDir: rootFolder,
		entryPoints: await Array.fromAsync(glob('source/**/*.{ts,tsx}', {cwd: rootFolder})),
		outbase: '.',
		outdir: folder,
		format: 'esm',
		target: 'node22',
		jsx: 'automatic',
	});
	await copyFile(path.join(rootFolder, 'package.json'), path.join(folder, 'package.json'));
	return path.join(folder, 'source/cli.js');
};
