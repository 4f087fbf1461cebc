import assert from 'node:assert/strict';
import {chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {readConfigFile} from '../../source/platform/config-file.js';

const homeOf = (context: TestContext): string => {
	const home = mkdtempSync(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(() => rmSync(home, {recursive: true, force: true}));
	return home;
};

const write = (file: string, text: string) => {
	mkdirSync(path.dirname(file), {recursive: true});
	writeFileSync(file, text);
	return file;
};

test('the file is that of the configuration folder, where that is an absolute path', context => {
	const home = homeOf(context);
	const usual = write(path.join(home, '.config/taskwatch/config.json'), 'usual');
	const other = write(path.join(home, 'xdg/taskwatch/config.json'), 'other');
	const read = (configHome: string | undefined) => readConfigFile({named: undefined, configHome, home});

	assert.deepEqual(read(undefined), {path: usual, text: 'usual'});
	assert.deepEqual(read('xdg'), {path: usual, text: 'usual'});
	assert.deepEqual(read(''), {path: usual, text: 'usual'});
	assert.deepEqual(read(path.join(home, 'xdg')), {path: other, text: 'other'});
});

test('where nobody named a file there need be none', context => {
	const home = homeOf(context);
	const file = path.join(home, '.config/taskwatch/config.json');

	assert.deepEqual(readConfigFile({named: undefined, configHome: undefined, home}), {path: file});
	write(path.join(home, '.config'), 'a file, not a folder');
	assert.deepEqual(readConfigFile({named: undefined, configHome: undefined, home}), {path: file});
});

test('a file that is named is read, also in the home folder', context => {
	const home = homeOf(context);
	const file = write(path.join(home, 'mine.json'), 'mine');

	assert.deepEqual(readConfigFile({named: file, configHome: undefined, home}), {path: file, text: 'mine'});
	assert.deepEqual(readConfigFile({named: '~/mine.json', configHome: undefined, home}), {path: file, text: 'mine'});
});

test('a file that is named must be there', context => {
	const home = homeOf(context);
	const named = path.join(home, 'mine.json');

	assert.throws(() => readConfigFile({named, configHome: undefined, home}), {
		name: 'UsageError',
		message: `There is no configuration file ${named}.`,
	});
});

test('what cannot be read is refused with the reason, whoever named it', context => {
	const home = homeOf(context);
	const folder = path.join(home, '.config/taskwatch/config.json');
	mkdirSync(folder, {recursive: true});

	for (const named of [undefined, folder]) {
		assert.throws(() => readConfigFile({named, configHome: undefined, home}), {
			name: 'UsageError',
			message: `The configuration file ${folder} cannot be read: EISDIR.`,
		});
	}
});

test('a file that others may write to is refused, and one that they may only read is not', context => {
	const home = homeOf(context);
	const named = write(path.join(home, 'mine.json'), 'mine');
	const read = (mode: number) => {
		chmodSync(named, mode);
		return readConfigFile({named, configHome: undefined, home});
	};

	assert.deepEqual(read(0o644), {path: named, text: 'mine'});
	assert.throws(() => read(0o646), {
		name: 'UsageError',
		message: `Other users may write to the configuration file ${named}, which names programs that are run. Take that from them: chmod go-w ${named}`,
	});
});
