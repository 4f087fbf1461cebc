import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import {suite, test} from 'node:test';
import {type Home, makeHome, runProgram} from '../helpers/built-program.js';
import {makeCanary} from '../helpers/canary.js';
import {startFakeAccount, watching} from './fake-account.js';

const id = '817971131377016832';

const usageError = async (home: Home, args: readonly string[], env = {}) => {
	const {exitCode, output, errorOutput} = await runProgram({home, args, env});
	return {exitCode, output, errorOutput: errorOutput.trim()};
};

suite('usage', {concurrency: true}, () => {
	test('a mistake on the command line: 2, with one line that says what to do', async () => {
		await using home = await makeHome();
		const env = {TASKWATCH_TOKEN: makeCanary()};

		const errors = {
			interval: await usageError(home, ['--interval', 'often', id], env),
			'base url': await usageError(home, ['--base-url', 'ftp://example.com', id], env),
			'no token': await usageError(home, [id]),
			'no task': await usageError(home, [], env),
			'no task in a word': await usageError(home, ['dmeo'], env),
		};

		for (const [name, {exitCode, output, errorOutput}] of Object.entries(errors)) {
			assert.deepEqual({name, exitCode, output}, {name, exitCode: 2, output: ''});
			assert.match(errorOutput, /^taskwatch: [^\n]+$/v, name);
		}

		assert.match(errors.interval.errorOutput, /--interval must be a number from 0\.05 to 86400, not “often”/);
		assert.match(errors['no token'].errorOutput, /TASKWATCH_TOKEN/);
		assert.match(errors['no task'].errorOutput, /nothing to watch/);
	});

	test('an unknown option: 2, with one line that names it', async () => {
		await using home = await makeHome();

		const {exitCode, output, errorOutput} = await usageError(home, ['--no-such-option', id], {
			TASKWATCH_TOKEN: makeCanary(),
		});

		assert.deepEqual({exitCode, output}, {exitCode: 2, output: ''});
		assert.match(errorOutput, /^taskwatch: [^\n]*--no-such-option[^\n]*$/v);
	});

	test('a watch list that cannot be opened: 2, with the folder and what to do', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		await writeFile(home.stateFolder, 'a file where a folder should be');

		const {exitCode, output, errorOutput} = await runProgram(watching(account, home, id));

		assert.deepEqual({exitCode, output}, {exitCode: 2, output: ''});
		assert.match(errorOutput, /^taskwatch: The watch list in .*state cannot be opened: .*--state-dir\.\n$/);
	});
});
