import assert from 'node:assert/strict';
import {once} from 'node:events';
import {suite, test} from 'node:test';
import {makeHome, runProgram, startProgram} from '../helpers/built-program.js';
import {tokenRefused, viduDone, viduFailed, viduRunning} from './answers.js';
import {type FakeAccount, type Reply, startFakeAccount, watching} from './fake-account.js';
import {video} from './media.js';

/** How a task may stand, by a word that its identifier begins with. The API knows nothing of one that is missing here. */
const replies: Readonly<Record<string, (account: FakeAccount) => Reply>> = {
	done: account => ({body: viduDone(account.serve('v.mp4', video(1000), 'video/mp4'))}),
	failed: () => ({body: viduFailed}),
	refused: () => tokenRefused,
	banned: () => tokenRefused,
	unsaved: account => ({body: viduDone(account.serve('p.html', Buffer.from('<!doctype html><p>Gone'), 'text/html'))}),
	empty: () => ({body: viduDone()}),
	running: () => ({body: viduRunning}),
	unreachable: () => ({httpStatus: 502, body: 'Bad Gateway'}),
};

const idOf = (word: string): string => `${word}-817971131377016832`;

const startAccount = async (): Promise<FakeAccount> => {
	const account = await startFakeAccount();
	for (const [word, reply] of Object.entries(replies)) {
		account.answer(`/task/${idOf(word)}`, reply(account));
	}

	return account;
};

/** The code that each command ends with, by the words of its tasks. */
const codes: Readonly<Record<string, readonly (readonly [words: string, code: number])[]>> = {
	'wait --download --timeout 20s': [
		['done', 0],
		['failed', 3],
		['refused banned', 4],
		['unsaved', 7],
		['empty', 7],
	],
	// These end with the time that they have, which a busy machine needs for all that is known by then.
	'wait --download --timeout 5s': [
		['running', 5],
		['unreachable', 6],
		['missing', 8],
		['refused banned failed missing unsaved running unreachable', 4],
		['failed missing unsaved running unreachable', 3],
		['missing unsaved running unreachable', 8],
		['unsaved running unreachable', 7],
		['running unreachable done', 5],
		['unreachable done', 6],
	],
	'wait --timeout 20s': [
		['done unsaved empty', 0],
		['done failed', 3],
		['refused banned', 4],
	],
	download: [
		['done', 0],
		['failed', 3],
		['refused', 4],
		['running', 5],
		['unreachable', 6],
		['unsaved', 7],
		['empty', 7],
		['missing', 8],
		['refused failed missing unsaved running unreachable done', 4],
		['failed missing unsaved running unreachable done', 3],
		['missing unsaved running unreachable done', 8],
		['unsaved running unreachable done', 7],
		['running unreachable done', 5],
		['unreachable done', 6],
	],
	get: [
		['done failed running empty', 0],
		['refused missing unreachable', 4],
		['missing unreachable done', 8],
		['unreachable done', 6],
	],
};

suite('exit codes', {concurrency: 2}, () => {
	for (const [command, cases] of Object.entries(codes)) {
		for (const [words, code] of cases) {
			test(`${command}: ${words}: ${code}`, async () => {
				await using home = await makeHome();
				await using account = await startAccount();
				const ids = words.split(' ').map(idOf);

				const {exitCode, output} = await runProgram(watching(account, home, ...command.split(' '), ...ids, '--json'));

				assert.equal(exitCode, code);
				const {v, tasks} = JSON.parse(output) as {v: number; tasks: readonly {id: string}[]};
				assert.deepEqual([v, tasks.map(({id}) => id)], [1, ids]);
			});
		}
	}

	for (const [signal, code] of [
		['SIGINT', 130],
		['SIGTERM', 143],
	] as const) {
		for (const command of ['wait', 'download --all']) {
			test(`${command}: ${signal}: ${code}, with the document of what is known so far`, async () => {
				await using home = await makeHome();
				await using account = await startAccount();
				const id = idOf('running');
				const slow = idOf('slow');
				account.answer(`/task/${slow}`, undefined);
				const child = startProgram(watching(account, home, ...command.split(' '), id, slow, '--ndjson'));
				child.stdin.end();
				const exit = once(child, 'exit');
				let output = '';
				for await (const piece of child.stdout.setEncoding('utf8')) {
					output += piece;
					if (output.includes('"event":"phase"')) {
						child.kill(signal);
					}
				}

				assert.deepEqual(await exit, [code, null]);
			});
		}
	}

	for (const command of ['wait', 'download']) {
		test(`${command}: a fault of the program: 1`, async () => {
			await using home = await makeHome();
			await using account = await startAccount();
			const options = watching(account, home, command, idOf('done'));
			const fault = "setTimeout(() => { throw new Error('provoked') })";

			const {exitCode, errorOutput} = await runProgram({
				...options,
				env: {...options.env, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(fault)}`},
			});

			assert.equal(exitCode, 1);
			assert.match(errorOutput, /Error: provoked/v);
		});

		for (const [mistake, args, reason] of [
			['no task', [], /^taskwatch: There is no task ID in the text from standard input\.\n$/v],
			['no task in a word', ['no task'], /^taskwatch: There is no task ID in “no task”\.\n$/v],
			['two kinds of data', ['1', '--json', '--ndjson'], /^taskwatch: --json is one document [^\n]+\n$/v],
			[
				'standard input for two things',
				['-', '--token-file', '-'],
				/^taskwatch: Standard input cannot hold [^\n]+\n$/v,
			],
		] as const) {
			test(`${command}: ${mistake}: 2`, async () => {
				await using home = await makeHome();
				await using account = await startAccount();

				const {exitCode, output, errorOutput} = await runProgram(watching(account, home, command, ...args));

				assert.deepEqual([exitCode, output], [2, '']);
				assert.match(errorOutput, reason);
			});
		}
	}
});
