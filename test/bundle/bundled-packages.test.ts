import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Metafile} from 'esbuild';
import {bundledFolders, eagerFiles, eagerFolders, packageFolder} from '../../.build/bundled-packages.ts';

type ImportKind = Metafile['outputs'][string]['imports'][number]['kind'];

const output = (
	inputs: Readonly<Record<string, number>>,
	imports: readonly {readonly path: string; readonly kind: ImportKind; readonly external?: true}[] = [],
): Metafile['outputs'][string] => ({
	bytes: 0,
	exports: [],
	imports: [...imports],
	inputs: Object.fromEntries(Object.entries(inputs).map(([name, bytesInOutput]) => [name, {bytesInOutput}])),
});

const metafile: Metafile = {
	inputs: {},
	outputs: {
		'dist/cli.js': output(
			{'source/cli.tsx': 10, 'node_modules/ink/build/index.js': 10, 'node_modules/unused/a.js': 0},
			[
				{path: 'dist/shared.js', kind: 'import-statement'},
				{path: 'dist/net.js', kind: 'dynamic-import'},
			],
		),
		'dist/shared.js': output({'node_modules/@scope/tool/index.js': 10}, [
			{path: 'dist/cli.js', kind: 'import-statement'},
			{path: 'node:fs', kind: 'import-statement', external: true},
		]),
		'dist/net.js': output({'node_modules/undici/index.js': 10}, [{path: 'dist/shared.js', kind: 'import-statement'}]),
	},
};

test('the package of a file is told from its path', () => {
	const inputs = [
		'source/cli.tsx',
		'node_modules/a/b.js',
		'node_modules/@a/b/c.js',
		'node_modules/a/node_modules/b/c.js',
	];

	assert.deepEqual(inputs.map(packageFolder), [
		undefined,
		'node_modules/a',
		'node_modules/@a/b',
		'node_modules/a/node_modules/b',
	]);
});

test('packages of all files are told once each, without those of which nothing is left', () => {
	assert.deepEqual(bundledFolders(metafile), ['node_modules/@scope/tool', 'node_modules/ink', 'node_modules/undici']);
});

test('what is imported on demand is not loaded with the entry', () => {
	assert.deepEqual([...eagerFiles(metafile, 'dist/cli.js')], ['dist/cli.js', 'dist/shared.js']);
	assert.deepEqual(eagerFolders(metafile, 'dist/cli.js'), ['node_modules/@scope/tool', 'node_modules/ink']);
});
