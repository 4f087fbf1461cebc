import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {suite, test} from 'node:test';
import {type Home, makeHome, runProgram, startProgram} from '../helpers/built-program.js';
import {holdsCanary, makeCanary} from '../helpers/canary.js';
import {commandLinesOf} from '../helpers/command-lines.js';
import {startFakeService} from '../helpers/fake-service.js';
import {openShell} from '../helpers/terminal.js';

const dispose = async (disposable: AsyncDisposable): Promise<void> => disposable[Symbol.asyncDispose]();

/** A key in a file below the home. */
const plant = async (file: string, content: string): Promise<void> => {
	await mkdir(path.dirname(file), {recursive: true});
	await writeFile(file, content);
};

/** Elsewhere no process shows its command line as a file. */
const linuxOnly = {skip: process.platform !== 'linux'};

const encodings: Readonly<Record<string, (key: string) => string>> = {
	'as it is': key => key,
	'in base64, wherever in a longer text it stands': key => Buffer.from(`Bearer ${key}.`).toString('base64'),
	'in base64url': key => Buffer.from(`{"iss":"${key}"}`).toString('base64url'),
	'percent-encoded': key => [...Buffer.from(key)].map(byte => `%${byte.toString(16)}`).join(''),
	'in hexadecimal, in capital letters': key => Buffer.from(key).toString('hex').toUpperCase(),
	'in capital letters': key => key.toUpperCase(),
	'cut off in its second half': key => key.slice(0, 26),
};

/** Where in a home a program may write. */
const placesOf = ({folder, stateFolder, outputFolder, temporaryFolder}: Home): readonly string[] => [
	path.join(stateFolder, 'state.db'),
	path.join(outputFolder, 'a.mp4'),
	path.join(temporaryFolder, 'a'),
	path.join(folder, 'cache', 'taskwatch', 'v24', 'a.cache'),
	path.join(folder, 'config', 'taskwatch', 'config.json'),
];

suite('the look for keys', {concurrency: true}, () => {
	for (const [name, encode] of Object.entries(encodings)) {
		test(`finds a key ${name}, and nothing in other text of the kind`, () => {
			assert.ok(holdsCanary(`before ${encode(makeCanary())} after`));
			assert.ok(!holdsCanary(`before ${encode(`tw_CANARY_${'0123456789abcdef'.repeat(2)}`)} after`));
		});
	}

	test('finds a key in each file below the home, and names the file', async () => {
		for (const index of [0, 1, 2, 3, 4]) {
			const home = await makeHome();
			const file = placesOf(home)[index] ?? '';
			await plant(file, `before ${makeCanary()} after`);

			await assert.rejects(dispose(home), {message: `A key is where none may be: ${file}`});
		}
	});

	test('finds a key in a database and in the name of a file', async () => {
		const [kept, named] = [await makeHome(), await makeHome()];
		await mkdir(kept.stateFolder);
		using database = new DatabaseSync(path.join(kept.stateFolder, 'state.db'));
		database.exec(`PRAGMA journal_mode = WAL; CREATE TABLE a (b); INSERT INTO a VALUES ('${makeCanary()}')`);
		await plant(path.join(named.outputFolder, `${makeCanary()}.mp4`), '');

		await assert.rejects(dispose(kept), /state\.db/);
		await assert.rejects(dispose(named), /the name of a file/);
	});

	test('lets a key be in the user’s own file for it', async () => {
		const home = await makeHome();
		await home.writeKeyFile('token', makeCanary());

		await dispose(home);
	});

	test('finds a key in what a program prints into a pipe, and on its command line', linuxOnly, async () => {
		const home = await makeHome();
		const {errorOutput} = await runProgram({home, args: ['get', 'a', '--provider', makeCanary()]});

		assert.match(errorOutput, /tw_CANARY/);
		await assert.rejects(dispose(home), {
			message: 'A key is where none may be: what was printed, a command line',
		});
	});

	test('finds a key on the command line of what a program has started', linuxOnly, async () => {
		const script = 'bash -c "echo ready; read" "$KEY"; true';
		const parent = spawn('bash', ['-c', script], {env: {PATH: process.env['PATH'], KEY: makeCanary()}});
		await once(parent.stdout, 'data');

		assert.ok(holdsCanary(commandLinesOf(parent.pid ?? 0)));
		parent.stdin.end();
		await once(parent, 'exit');
	});

	test('finds a key in what is written to a terminal', async () => {
		const home = await makeHome();
		await using terminal = openShell({home});
		await terminal.shows(/^shell>/);

		terminal.write(`echo ${makeCanary()}`);
		await terminal.shows(/tw_CANARY/);

		await assert.rejects(dispose(home), {message: 'A key is where none may be: what was printed'});
	});

	test('finds a key that comes to another host than the API, or into a path', async () => {
		const asked = async (isApi: boolean, place: string, headers: Record<string, string>) => {
			const service = await startFakeService((_, response) => response.end(), {isApi});
			await (await fetch(service.url + place, {headers})).text();
			return service.close();
		};

		await asked(true, '/task/1', {authorization: `Bearer ${makeCanary()}`});
		await asked(false, '/a.mp4', {});
		await assert.rejects(asked(false, '/a.mp4', {referer: makeCanary()}), /the headers of GET \/a\.mp4/);
		await assert.rejects(asked(false, `/a.mp4?key=${makeCanary()}`, {}), /the path of GET \/a\.mp4/);
		await assert.rejects(asked(true, `/task?key=${makeCanary()}`, {authorization: makeCanary()}), /the path of GET/);
	});

	test('no test can give a program a key that is not looked for', async () => {
		await using home = await makeHome();
		const service = await startFakeService((_, response) => response.end(), {isApi: true});

		assert.throws(() => startProgram({home, args: [], env: {TASKWATCH_TOKEN: 'sk-1'}}), /TASKWATCH_TOKEN/);
		assert.throws(() => openShell({home, env: {KLING_KEY: `${makeCanary()}:secret`}}), /KLING_KEY/);
		await (await fetch(service.url, {headers: {authorization: 'Bearer sk-1'}})).text();
		await assert.rejects(service.close(), /has to be made by `makeCanary`/);
	});
});
