import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {test} from 'node:test';
import {nodeModules} from '../../.build/node-modules.ts';
import {bundleSource} from './bundle-source.ts';

const run = (bundle: string): unknown => JSON.parse(execFileSync(process.execPath, [bundle], {encoding: 'utf8'}));

test('a module of Node is had as a whole or in parts, by either of its names', async context => {
	const bundle = await bundleSource(
		context,
		`
		import path, {sep} from 'node:path';
		import {join} from 'path';
		import * as url from 'node:url';
		console.log(JSON.stringify([path.join === join, sep === path.sep, new url.URL('a:b').href]));
		`,
		{plugins: [nodeModules]},
	);

	assert.deepEqual(run(bundle), [true, true, 'a:b']);
});

test('a slow module of Node is loaded when one of its functions is called', async context => {
	const bundle = await bundleSource(
		context,
		`
		import {createHash} from 'node:crypto';
		const isLoaded = () => process.moduleLoadList.includes('NativeModule crypto');
		const before = isLoaded();
		const hash = createHash('sha256').update('text').digest('hex').slice(0, 8);
		console.log(JSON.stringify([before, hash, isLoaded()]));
		`,
		{plugins: [nodeModules]},
	);

	assert.deepEqual(run(bundle), [false, '982d9e3e', true]);
});

test('what a module of Node loads only for those who ask is not loaded with it', async context => {
	const bundle = await bundleSource(
		context,
		`
		import process from 'node:process';
		import {readFileSync} from 'node:fs';
		console.log(JSON.stringify([typeof readFileSync, process.moduleLoadList.includes('NativeModule worker_threads')]));
		`,
		{plugins: [nodeModules]},
	);

	assert.deepEqual(run(bundle), ['function', false]);
});
