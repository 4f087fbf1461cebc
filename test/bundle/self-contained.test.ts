import assert from 'node:assert/strict';
import {isBuiltin} from 'node:module';
import {test} from 'node:test';
import {build} from 'esbuild';
import {launcherOptions, programOptions} from '../../.build/program-options.ts';

/** Asked for by a package that goes on as well without it. */
const optional = ['supports-color'];

test('the built program needs no package, as all that it uses is in it', async () => {
	const [program, launcher] = await Promise.all([
		build({...programOptions, write: false, outdir: 'dist'}),
		build({...launcherOptions, write: false, outdir: 'dist', metafile: true}),
	]);

	const outside = [program, launcher]
		.flatMap(({metafile}) => Object.values(metafile.outputs))
		.flatMap(({imports}) => imports.filter(({external}) => external).map(({path}) => path));

	assert.deepEqual(
		[...new Set(outside)].filter(name => !isBuiltin(name) && name !== './cli.js' && !optional.includes(name)),
		[],
	);
});
