import assert from 'node:assert/strict';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {type LoadOptions, loadAccounts} from '../source/load-accounts.js';
import type {Account} from '../source/providers/services/account.js';
import {type Environment, type Flags, readSettings} from '../source/settings.js';
import {UsageError} from '../source/task/errors.js';

type Start = {
	readonly flags?: Flags;
	readonly environment?: Environment;
	/** Files in the home folder, by their names there. */
	readonly files?: Readonly<Record<string, string>>;
	readonly input?: string;
};

const configName = '.config/taskwatch/config.json';
const configOf = (profiles: unknown) => ({[configName]: JSON.stringify({profiles})});

/** A home folder with these files, and the accounts of its user. */
const start = async (context: TestContext, {flags = {}, environment = {}, files = {}, input = ''}: Start = {}) => {
	const home = await mkdtemp(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(async () => rm(home, {recursive: true, force: true}));
	for (const [name, text] of Object.entries(files)) {
		await mkdir(path.dirname(path.join(home, name)), {recursive: true});
		await writeFile(path.join(home, name), text);
	}

	const diary: string[] = [];
	const options: LoadOptions = {
		settings: readSettings(flags, environment, home),
		environment,
		home,
		async readInput() {
			diary.push('input read');
			return input;
		},
	};
	return {home, diary, load: async () => loadAccounts(options)};
};

const briefOf = async (accounts: readonly Account[]) =>
	Promise.all(
		accounts.map(async ({profile, service, baseUrl, readKey}) => [
			profile,
			service.name,
			baseUrl.href,
			await readKey().catch((error: unknown) => String(error)),
		]),
	);

test('without a configuration there is one account, with the key of the environment', async context => {
	const {load, diary} = await start(context, {environment: {TASKWATCH_TOKEN: 'sk-abc'}});

	const accounts = await load();

	assert.deepEqual(await briefOf(accounts), [['default', 'gptge', 'https://api.gpt.ge/', 'sk-abc']]);
	assert.deepEqual(diary, []);
});

test('without any key it is said what to do', async context => {
	const {load} = await start(context);

	await assert.rejects(
		load(),
		new UsageError(
			'There is no API token. Put it into the variable TASKWATCH_TOKEN, or name a file that holds it with --token-file. To try the program without an account: taskwatch demo',
		),
	);
});

test('a key may be in a file, whose name may begin at home', async context => {
	const {load} = await start(context, {flags: {tokenFile: '~/keys/mine'}, files: {'keys/mine': 'sk-file\n'}});

	const [account] = await load();

	assert.equal(await account.readKey(), 'sk-file');
});

test('a key may come by standard input, which is read once', async context => {
	const {load, diary} = await start(context, {flags: {tokenFile: '-'}, input: ' sk-piped\n'});

	const [account] = await load();

	assert.deepEqual([await account.readKey(), await account.readKey({isRefused: true})], ['sk-piped', 'sk-piped']);
	assert.deepEqual(diary, ['input read']);
});

test('an empty standard input, and a file that is not there, are refused at once', async context => {
	const empty = await start(context, {flags: {tokenFile: '-'}});
	const missing = await start(context, {flags: {tokenFile: '~/none'}});

	await assert.rejects(empty.load(), new UsageError('There is no token in standard input: it is empty.'));
	await assert.rejects(missing.load(), new UsageError(`There is no token file ${path.join(missing.home, 'none')}.`));
});

const profiles = {
	default: {tokenEnv: 'MY_KEY'},
	video: {provider: 'kling', tokenFile: 'kling-key', outputDir: '~/videos', interval: 2, concurrency: 2},
	silent: {provider: 'vidu'},
};

test('the profiles of the configuration are accounts, the selected one first, and each has its own key', async context => {
	const {home, load} = await start(context, {
		environment: {MY_KEY: 'sk-mine'},
		files: {...configOf(profiles), '.config/taskwatch/kling-key': 'access:secret'},
	});
	const noKey = `UsageError: The profile “silent” has no token. Say in ${path.join(home, configName)} where it is, with tokenEnv, tokenFile or tokenCommand.`;

	const accounts = await load();

	assert.deepEqual(await briefOf(accounts), [
		['default', 'gptge', 'https://api.gpt.ge/', 'sk-mine'],
		['video', 'kling', 'https://api-singapore.klingai.com/', 'access:secret'],
		['silent', 'vidu', 'https://api.vidu.com/', noKey],
	]);
	const [, video] = accounts;
	assert.deepEqual([video?.outputFolder, video?.intervalMs, video?.concurrency], [path.join(home, 'videos'), 2000, 2]);
});

test('another profile may be selected, and only its key must be there', async context => {
	const {load} = await start(context, {
		flags: {profile: 'video'},
		files: {...configOf(profiles), '.config/taskwatch/kling-key': 'access:secret'},
	});

	const accounts = await load();

	assert.deepEqual(
		accounts.map(({profile}) => profile),
		['video', 'default', 'silent'],
	);
});

test('the key of the environment is for the selected profile alone', async context => {
	const {load} = await start(context, {
		environment: {TASKWATCH_TOKEN: 'sk-env', MY_KEY: 'sk-mine'},
		flags: {profile: 'silent'},
		files: {...configOf(profiles), '.config/taskwatch/kling-key': 'access:secret'},
	});

	const accounts = await load();

	assert.deepEqual(
		(await briefOf(accounts)).map(([profile, , , key]) => [profile, key]),
		[
			['silent', 'sk-env'],
			['default', 'sk-mine'],
			['video', 'access:secret'],
		],
	);
});

test('the configuration is looked for where the user says, and must be there then', async context => {
	const files = {'mine.json': JSON.stringify({profiles: {default: {tokenEnv: 'MY_KEY'}}})};
	const environment = {MY_KEY: 'sk-mine'};
	const byOption = await start(context, {flags: {config: '~/mine.json'}, environment, files});
	const byVariable = await start(context, {environment: {...environment, TASKWATCH_CONFIG: '~/mine.json'}, files});
	const missing = await start(context, {flags: {config: '~/none.json'}, environment});

	assert.equal(await (await byOption.load())[0].readKey(), 'sk-mine');
	assert.equal(await (await byVariable.load())[0].readKey(), 'sk-mine');
	await assert.rejects(
		missing.load(),
		new UsageError(`There is no configuration file ${path.join(missing.home, 'none.json')}.`),
	);
});

test('what is wrong in the configuration is told with its line, before any key is read', async context => {
	const {home, load, diary} = await start(context, {
		flags: {tokenFile: '-'},
		files: {[configName]: '{\n\t"profiles": {\n\t\t"a": {"provider": "klingon"}\n\t}\n}'},
	});

	await assert.rejects(load(), error => {
		assert.ok(error instanceof UsageError);
		assert.ok(
			error.message.startsWith(`${path.join(home, configName)}:3: profiles.a.provider: “klingon” is no provider`),
			error.message,
		);
		return true;
	});
	assert.deepEqual(diary, []);
});

test('a profile that is not there is refused with those that are', async context => {
	const {home, load} = await start(context, {flags: {profile: 'vide'}, files: configOf(profiles)});

	await assert.rejects(
		load(),
		new UsageError(
			`--profile must be a profile in ${path.join(home, configName)} (default, video, silent), not “vide”. Did you mean video?`,
		),
	);
});
