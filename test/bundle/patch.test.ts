import assert from 'node:assert/strict';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {build} from 'esbuild';
import {applyPatch, createPatchPlugin, type Patch} from '../../.build/patch.ts';

const patch: Patch = {
	file: 'slow/build/index.js',
	prelude: 'const table = undefined;',
	changes: [{from: 'createTable()', to: 'table'}],
};

const bundleWith = async (context: TestContext, entry: string, dependency: string): Promise<string> => {
	const root = await mkdtemp(path.join(tmpdir(), 'taskwatch-patch-'));
	context.after(() => rm(root, {recursive: true}));
	await mkdir(path.join(root, 'node_modules/slow/build'), {recursive: true});
	await writeFile(path.join(root, 'node_modules/slow/build/index.js'), dependency);

	const {outputFiles} = await build({
		stdin: {contents: entry, resolveDir: root},
		bundle: true,
		format: 'esm',
		write: false,
		logLevel: 'silent',
		plugins: [createPatchPlugin('faster', [patch])],
	});
	return outputFiles[0]?.text ?? '';
};

test('a patch puts its prelude first and each change in place', () => {
	assert.equal(applyPatch('export const a = createTable();', patch), 'const table = undefined;export const a = table;');
});

test('the replacement is taken as it stands', () => {
	const changes = [{from: 'b', to: '$&$1'}];

	assert.equal(applyPatch('abc', {file: 'any.js', changes}), 'a$&$1c');
});

for (const [times, source] of [
	['not at all', 'export const a = makeTable();'],
	['twice', 'createTable(); createTable();'],
]) {
	test(`a patch whose piece is there ${times} is refused`, () => {
		assert.throws(
			() => applyPatch(source ?? '', patch),
			new Error('Expected slow/build/index.js to contain exactly once: createTable()'),
		);
	});
}

test('the bundle holds the changed dependency', async context => {
	const output = await bundleWith(context, "import 'slow/build/index.js'", 'console.log(createTable());');

	assert.match(output, /console\.log\(table\)/v);
});

test('the build fails when the dependency has changed', async context => {
	await assert.rejects(
		bundleWith(context, "import 'slow/build/index.js'", 'console.log(makeTable());'),
		/Expected slow\/build\/index\.js to contain exactly once: createTable\(\)/v,
	);
});

test('the build fails when the dependency is not used any more', async context => {
	await assert.rejects(
		bundleWith(context, 'console.log(1)', 'console.log(createTable());'),
		/Expected slow\/build\/index\.js in the bundle/v,
	);
});
