import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {makeHome, runProgram} from '../helpers/built-program.js';
import {escapeCorpus, unsafe} from '../helpers/escape-corpus.js';
import {keys, openTerminal} from '../helpers/terminal.js';
import {startFakeAccount, watching} from './fake-account.js';

/** What the program itself sends to a terminal: colours, moves within the screen, erasing, its modes and questions, and links. */
const own =
	/\u001B\[(?:\d+(?:;\d+)*)?m|\u001B\[\d*[A-GK]|\u001B\[[012]?J|\u001B\[(?:\d+;\d+)?H|\u001B\[\?(?:25|1049|2004|2026)[hl]|\u001B\]8;;(?:https?:\/\/[!-~]+)?\u0007|[\r\n]/g;

const manyIds = Array.from({length: 30}, (_, index) => String(817_971_131_377_016_000n + BigInt(index)));

/** A task for every thirtieth text of the corpus, which stand one after the other in each of its fields. */
const startHostileAccount = async () => {
	const account = await startFakeAccount();
	for (const [index, id] of manyIds.entries()) {
		const text = escapeCorpus.filter((_, position) => position % manyIds.length === index).join(' ');
		account.tell(id, {state: 'failed', err_code: text, credits: text, creations: [{id: text, url: text}]});
	}

	return account;
};

suite('hostile text', {concurrency: true}, () => {
	test('whatever a service writes, a terminal gets nothing but what the program itself sends', async () => {
		await using home = await makeHome();
		await using account = await startHostileAccount();
		await using terminal = openTerminal({...watching(account, home, ...manyIds), columns: 400, rows: 60});
		await terminal.shows(/30 failed/);
		await terminal.shows(/before.*after/);

		terminal.press(keys.enter);
		await terminal.shows(/^(?![\s\S]*NEXT ASK)[\s\S]*watched since/);
		terminal.press('q');
		await terminal.exited();

		const rest = terminal.rawOutput().replaceAll(own, '');
		assert.doesNotMatch(rest, unsafe);
		assert.match(rest, /before/);
	});

	for (const args of [[], ['--json']]) {
		test(`whatever a service writes, get ${args.join(' ')} prints nothing but text and line breaks`, async () => {
			await using home = await makeHome();
			await using account = await startHostileAccount();

			const {output, errorOutput} = await runProgram(watching(account, home, 'get', ...manyIds, ...args));

			assert.equal(errorOutput, '');
			assert.match(output, /before/);
			assert.doesNotMatch(output.replaceAll('\n', ''), unsafe);
		});
	}

	test('certificates are checked even where the environment turns that off, and it is told above the footer', async () => {
		await using home = await makeHome();
		await using account = await startHostileAccount();
		const options = watching(account, home, ...manyIds);

		await using terminal = openTerminal({...options, env: {...options.env, NODE_TLS_REJECT_UNAUTHORIZED: '0'}});

		await terminal.shows(/NODE_TLS_REJECT_UNAUTHORIZED=0 is ignored: certificates are always checked.*\n.*q quit/);
	});
});
