import assert from 'node:assert/strict';
import {readdir, readFile, stat} from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';
import {makeHome, runProgram} from '../helpers/built-program.js';
import {viduDone} from './answers.js';
import {startFakeAccount, watching} from './fake-account.js';
import {video} from './media.js';

const id = '817971131377016832';

type Entry = Readonly<Record<string, unknown>>;

const entriesOf = (text: string): readonly Entry[] =>
	text
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line) as Entry);

test('the log tells what happened, and neither the token nor a signature is in it or in any other file', async () => {
	await using account = await startFakeAccount();
	await using home = await makeHome();
	const link = account.serve('a.mp4', video(), 'video/mp4');
	account.tell(id, viduDone(link));
	const file = path.join(home.folder, 'log');
	const {args, env} = watching(account, home, id, '--download', '--log-file', file);

	const {exitCode} = await runProgram({home, args, env});

	const text = await readFile(file, 'utf8');
	const entries = entriesOf(text);
	assert.equal(exitCode, 0);
	assert.equal((await stat(file)).mode % 0o1000, 0o600);
	assert.deepEqual(
		['start', 'list_loaded', 'added', 'poll', 'phase', 'open_file', 'saved', 'list_saved', 'end'].filter(
			event => !entries.some(entry => entry['event'] === event),
		),
		[],
	);
	assert.equal(entries.find(({event}) => event === 'poll')?.['phase'], 'succeeded');
	assert.equal(entries.find(({event}) => event === 'open_file')?.['link'], `${link.split('?')[0]}?…`);
	assert.equal(entries.at(-1)?.['exitCode'], 0);
	assert.doesNotMatch(text, /Signature/v);
	for (const name of await readdir(home.folder, {recursive: true})) {
		const content = await readFile(path.join(home.folder, name)).catch(() => Buffer.alloc(0));
		assert.ok(!content.includes(account.token), `${name} holds the token.`);
	}
});

test('a refused token is in the log as a problem, and without a wish there is no log', async () => {
	await using account = await startFakeAccount();
	await using home = await makeHome();
	account.answer(`/task/${id}`, {httpStatus: 401, body: {error: {message: `Bad key ${account.token}`}}});
	const file = path.join(home.folder, 'log');
	const args = ['get', id, '--base-url', account.apiUrl];
	const env = {TASKWATCH_TOKEN: account.token};

	await runProgram({home, args, env});
	const before = await readdir(home.folder);
	await runProgram({home, args, env: {...env, TASKWATCH_LOG: file}});

	const text = await readFile(file, 'utf8');
	assert.ok(!before.includes('log'));
	assert.equal(entriesOf(text).find(({event}) => event === 'poll')?.['health'], 'auth');
	assert.ok(!text.includes(account.token));
});
