import assert from 'node:assert/strict';
import {test} from 'node:test';
import {resolvePath} from '../../source/platform/resolve-path.js';

test('a tilde alone or before a slash is the home folder, and nothing else is', () => {
	const names = ['~', '~/', '~/videos', '~me/videos', 'a/~/b', '/a', ''];

	assert.deepEqual(
		names.map(name => resolvePath(name, '/home/me')),
		['/home/me', '/home/me/', '/home/me/videos', '~me/videos', 'a/~/b', '/a', ''],
	);
});

test('a relative name in a file starts at the folder of that file', () => {
	const names = ['key', '../key', '/key', '~/key'];

	assert.deepEqual(
		names.map(name => resolvePath(name, '/home/me', '/etc/taskwatch/config.json')),
		['/etc/taskwatch/key', '/etc/key', '/key', '/home/me/key'],
	);
});
