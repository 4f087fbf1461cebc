import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {createKeyReader, type KeyReaderOptions, type KeySource} from '../../source/platform/key-source.js';

const reader = (source: KeySource, options: Partial<KeyReaderOptions> = {}) =>
	createKeyReader({profile: 'work', source, environment: {}, home: '/home/me', ...options});

const folderOf = (context: TestContext): string => {
	const folder = mkdtempSync(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
};

const refuses = async (source: KeySource, message: string, options: Partial<KeyReaderOptions> = {}) =>
	assert.rejects(reader(source, options)(), {name: 'UsageError', message});

const isRoot = process.getuid?.() === 0;

const readsPipe = `
	const {createKeyReader} = await import(${JSON.stringify(path.resolve('source/platform/key-source.ts'))});
	const source = {type: 'file', path: '/dev/fd/3'};
	process.stdout.write(await createKeyReader({profile: 'work', source, environment: {}, home: '/'})());
`;

const given = (text: string): KeySource => ({type: 'text', text, origin: 'TASKWATCH_TOKEN'});
const variable: KeySource = {type: 'env', name: 'WORK_KEY'};

test('a key is read from a text, a variable or a file, without the white space around it', async context => {
	const home = folderOf(context);
	const file = path.join(home, 'key');
	writeFileSync(file, '\uFEFF sk-file\r\n');

	assert.equal(await reader(given(' sk-text\n'))(), 'sk-text');
	assert.equal(await reader(variable, {environment: {WORK_KEY: 'sk-env\n'}})(), 'sk-env');
	assert.equal(await reader({type: 'file', path: file})(), 'sk-file');
	assert.equal(await reader({type: 'file', path: '~/key'}, {home})(), 'sk-file');
});

test('a variable that is not set is named, with the profile that needs it', async () => {
	await refuses(variable, 'The variable WORK_KEY, which holds the token of the profile “work”, is not set.');
});

test('a file that cannot be read is named with the reason', async context => {
	const folder = folderOf(context);

	await refuses({type: 'file', path: `${folder}/none`}, `There is no token file ${folder}/none.`);
	await refuses({type: 'file', path: folder}, `The token file ${folder} cannot be read: EISDIR.`);
	await refuses({type: 'file', path: '~/none'}, `There is no token file ${folder}/none.`, {home: folder});
});

test('a file that others may write to is refused, whatever is in it, and one that they may only read is not', async context => {
	const file = path.join(folderOf(context), 'key');
	const source: KeySource = {type: 'file', path: file};
	writeFileSync(file, 'sk-file');
	for (const mode of [0o602, 0o646, 0o666]) {
		chmodSync(file, mode);

		await refuses(
			source,
			`Other users may write to the token file ${file}, so what is in it may be theirs. Take that from them: chmod go-w ${file}`,
		);
	}

	chmodSync(file, 0o644);
	assert.equal(await reader(source)(), 'sk-file');
});

test('a file that a group may write to is refused, unless the group is that of the user alone', {
	skip: !isRoot,
}, async context => {
	const file = path.join(folderOf(context), 'key');
	const source: KeySource = {type: 'file', path: file};
	writeFileSync(file, 'sk-file');
	chmodSync(file, 0o660);
	assert.equal(await reader(source)(), 'sk-file');

	chownSync(file, 0, 65_534);

	await assert.rejects(reader(source)(), /^UsageError: Other users may write to the token file/v);
});

test('a key may come by a pipe that the shell makes', async () => {
	const output = execFileSync('bash', [
		'-c',
		'exec "$@" 3< <(echo sk-piped)',
		'-',
		process.execPath,
		...['--import', 'tsx', '--input-type=module', '--eval', readsPipe],
	]);

	assert.equal(output.toString(), 'sk-piped');
});

test('a place with nothing in it is refused', async context => {
	const file = path.join(folderOf(context), 'key');
	writeFileSync(file, ' \n');

	await refuses(given(''), 'There is no token in TASKWATCH_TOKEN: it is empty.');
	await refuses(variable, 'There is no token in the variable WORK_KEY: it is empty.', {environment: {WORK_KEY: ''}});
	await refuses({type: 'file', path: file}, `There is no token in the file ${file}: it is empty.`);
});

test('what could be no header is refused, and not repeated', async () => {
	const whiteSpace = 'There must be nothing but the token in TASKWATCH_TOKEN, but there is white space within.';
	for (const text of ['sk secret', 'sk\nsecret', 'KEY=sk\tsecret', 'sk\u00A0secret']) {
		await refuses(given(text), whiteSpace);
	}

	const character = 'The token in TASKWATCH_TOKEN holds a character that none can have. Is it copied as a whole?';
	for (const text of ['sk\u0000secret', 'sk\u001Bsecret', 'sk\u007Fsecret', 'sk…secret', 'sk-é', '“sk-secret”']) {
		await refuses(given(text), character);
	}
});

test('a key is kept, and read again after it was refused', async context => {
	const file = path.join(folderOf(context), 'key');
	writeFileSync(file, 'sk-one');
	const read = reader({type: 'file', path: file});
	await read();
	writeFileSync(file, 'sk-two');

	assert.equal(await read(), 'sk-one');
	assert.equal(await read({isRefused: true}), 'sk-two');
	assert.equal(await read(), 'sk-two');
});

test('a failure is not kept', async context => {
	const file = path.join(folderOf(context), 'key');
	const read = reader({type: 'file', path: file});

	await assert.rejects(read(), {message: `There is no token file ${file}.`});
	writeFileSync(file, 'sk-late');

	assert.equal(await read(), 'sk-late');
});

test('calls at the same time share one run, also after the key was refused', async context => {
	const log = path.join(folderOf(context), 'log');
	const code = "require('node:fs').appendFileSync(process.argv[1], 'x'); console.log('sk-abc')";
	const read = reader({type: 'command', command: [process.execPath, '-e', code, log]});

	assert.deepEqual(await Promise.all([read(), read(), read()]), ['sk-abc', 'sk-abc', 'sk-abc']);
	assert.equal(readFileSync(log, 'utf8'), 'x');

	await Promise.all([read({isRefused: true}), read(), read({isRefused: true})]);
	assert.equal(readFileSync(log, 'utf8'), 'xx');
});
