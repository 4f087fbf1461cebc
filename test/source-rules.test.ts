import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {options} from '../source/options.js';

const folder = path.join(import.meta.dirname, '../source');

/** The source without comments. */
const sources = readdirSync(folder, {recursive: true, encoding: 'utf8'})
	.filter(name => /\.tsx?$/.test(name))
	.map(name => ({
		name: name.replaceAll(path.sep, '/'),
		code: readFileSync(path.join(folder, name), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''),
	}));

const filesWith = (pattern: RegExp): readonly string[] =>
	sources.flatMap(({name, code}) => (pattern.test(code) ? [name] : [])).toSorted();

test('only a profile’s command for its key, hooks and the pinned Node are ever started', () => {
	assert.deepEqual(filesWith(/child_process/), ['launch.ts', 'platform/key-command.ts', 'platform/run-hook.ts']);
});

test('nothing is started by way of a shell', () => {
	assert.deepEqual(filesWith(/\bshell:|\bexecSync\b|(?<![.\w])exec\(|\bspawnSync\b|\bfork\(/), []);
});

test('no text becomes code', () => {
	assert.deepEqual(filesWith(/\beval\(|new Function\(|\bnode:vm\b/), []);
});

test('nothing turns the check of certificates off', () => {
	assert.deepEqual(filesWith(/rejectUnauthorized(?!: true)|checkServerIdentity|setDefaultCACertificates/), []);
	assert.deepEqual(filesWith(/NODE_TLS_REJECT_UNAUTHORIZED/), ['unsafe-environment.ts']);
});

test('only the API is asked with a key: no other request has a header for one', () => {
	const ours = filesWith(/\bauthorization\b/).filter(name => /^(?:platform|engine)\/(?!demo\/)/.test(name));

	assert.deepEqual(ours, ['platform/authorise.ts']);
	assert.deepEqual(filesWith(/\brequest\b[^;]*from 'undici'/), ['platform/api-call.ts', 'platform/follow-link.ts']);
});

test('a key is no option, as everybody on the machine sees those', () => {
	const names = Object.values(options).map(({flag}) => flag);

	assert.deepEqual(
		names.filter(name => /token|key|secret|password/i.test(name)),
		['token-file'],
	);
});

test('links leave no trace beside their file: neither in its attributes and times nor in the title of the window', () => {
	// The one time that is set is the watch list's own, so that its owner wakes.
	assert.deepEqual(filesWith(/xattr|utimes/i), ['platform/guest-list.ts']);
	assert.deepEqual(filesWith(/(?:\\u001B|\\x1B|\\e)\](?:[0127]|52|133|777|1337|9);/i), []);
});
