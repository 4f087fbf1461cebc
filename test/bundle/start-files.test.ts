import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {build, type Metafile} from 'esbuild';
import {eagerFiles} from '../../.build/bundled-packages.ts';
import {programOptions} from '../../.build/program-options.ts';

let metafile: Metafile;

before(async () => {
	({metafile} = await build({...programOptions, write: false, outdir: 'dist'}));
});

const fileWith = (source: string): string =>
	Object.entries(metafile.outputs).find(([, {inputs}]) => (inputs[source]?.bytesInOutput ?? 0) > 0)?.[0] ?? '';

test('the program starts with one file besides its entry', () => {
	assert.deepEqual([...eagerFiles(metafile, 'dist/cli.js')], ['dist/cli.js', fileWith('source/cli.tsx')]);
});

test('the dashboard adds three files at most: itself, what draws it, and what that has in common with other parts', () => {
	const atStart = eagerFiles(metafile, 'dist/cli.js');

	const added = [...eagerFiles(metafile, fileWith('source/dashboard.tsx'))].filter(file => !atStart.has(file));

	assert.ok(added.length <= 3, added.join(', '));
});

test('nothing of the program is there twice, as errors are told by their class', () => {
	const inputs = Object.values(metafile.outputs).flatMap(output =>
		Object.entries(output.inputs).flatMap(([input, {bytesInOutput}]) => (bytesInOutput > 0 ? [input] : [])),
	);

	assert.deepEqual(
		inputs.filter((input, index) => inputs.indexOf(input) !== index),
		[],
	);
});

test('no file imports a module of Node, which would load all that belongs to it', () => {
	const imported = Object.values(metafile.outputs).flatMap(({imports}) =>
		imports.filter(({kind, external}) => external && kind === 'import-statement').map(({path}) => path),
	);

	assert.deepEqual(imported, []);
});
