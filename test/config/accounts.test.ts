import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type AccountSettings, accountsOf} from '../../source/config/accounts.js';
import type {Profile} from '../../source/config/config-schema.js';
import type {KeySource} from '../../source/platform/key-source.js';
import type {Account} from '../../source/providers/services/account.js';
import {UsageError} from '../../source/task/errors.js';

const nothing: AccountSettings = {
	profile: undefined,
	provider: undefined,
	baseUrl: undefined,
	key: undefined,
	outputFolder: undefined,
	intervalMs: undefined,
	concurrency: undefined,
	hasSidecar: false,
};

const option = (name: string, text: string) => ({text, origin: `--${name}`});

const path = '/home/me/.config/taskwatch/config.json';

/** The accounts, where reading a key tells its source. */
const accounts = (profiles: Readonly<Record<string, Profile>>, settings: Partial<AccountSettings> = {}) =>
	accountsOf({
		config: {path, profiles: new Map(Object.entries(profiles))},
		settings: {...nothing, ...settings},
		home: '/home/me',
		keyOf:
			({profile, source}) =>
			async () =>
				`${profile} ${JSON.stringify(source)}`,
	});

const sourceOf = async ({profile, readKey}: Account): Promise<KeySource | undefined> => {
	const [owner, source] = (await readKey()).split(' ', 2);
	assert.equal(owner, profile);
	return source === undefined ? undefined : (JSON.parse(source) as KeySource);
};

const refusesKey = async ({readKey}: Account, message: string) => assert.rejects(readKey(), new UsageError(message));

const brief = ({profile, service, baseUrl, outputFolder, intervalMs, concurrency}: Account) => [
	profile,
	service.name,
	baseUrl.href,
	outputFolder,
	intervalMs,
	concurrency,
];

const kling: Profile = {provider: 'kling', tokenEnv: 'KLING_KEY'};
const own: Profile = {
	provider: 'newapi',
	baseUrl: 'https://own.test/v1',
	tokenFile: 'own-key',
	outputDir: '~/videos',
	interval: 0.07,
	concurrency: 2,
};

test('without a file and without any wish there is one account, of the default service', async () => {
	const list = accounts({});

	assert.deepEqual(list.map(brief), [['default', 'gptge', 'https://api.gpt.ge/', '.', undefined, undefined]]);
	await refusesKey(
		list[0],
		'There is no API token. Put it into the variable TASKWATCH_TOKEN, or name a file that holds it with --token-file. To try the program without an account: taskwatch demo',
	);
});

test('each profile of the file is an account with its own address, folder and pace', () => {
	assert.deepEqual(accounts({own, default: kling}).map(brief), [
		['default', 'kling', 'https://api-singapore.klingai.com/', '.', undefined, undefined],
		['own', 'newapi', 'https://own.test/v1', '/home/me/videos', 70, 2],
	]);
});

test('certificates are of the profile that names them, with files beside the configuration, and of no other service', () => {
	const caFiles = (settings: Partial<AccountSettings>) =>
		accounts({default: {...kling, caFile: 'ca.pem'}, own: {...own, caFile: '~/ca.pem'}}, settings).map(
			({profile, caFile}) => [profile, caFile],
		);

	assert.deepEqual(caFiles({}), [
		['default', '/home/me/.config/taskwatch/ca.pem'],
		['own', '/home/me/ca.pem'],
	]);
	assert.deepEqual(caFiles({provider: option('provider', 'vidu')})[0], ['default+vidu', undefined]);
});

test('each profile has the key that it names, with files beside the configuration', async () => {
	const command = ['op', 'read', 'x'] as [string, ...string[]];
	const list = accounts({default: own, kling, home: {tokenFile: '~/key'}, op: {tokenCommand: command}});

	assert.deepEqual(await Promise.all(list.map(sourceOf)), [
		{type: 'file', path: '/home/me/.config/taskwatch/own-key'},
		{type: 'env', name: 'KLING_KEY'},
		{type: 'file', path: '/home/me/key'},
		{type: 'command', command: ['op', 'read', 'x']},
	]);
});

test('the profile that is chosen comes first, and the others are kept', () => {
	const list = accounts({own, kling}, {profile: option('profile', 'kling')});

	assert.deepEqual(
		list.map(({profile}) => profile),
		['kling', 'own'],
	);
});

test('where the file has no default profile, there is one for options and environment', () => {
	for (const profile of [undefined, option('profile', 'default')]) {
		assert.deepEqual(
			accounts({own, kling}, {profile}).map(each => [each.profile, each.service.name]),
			[
				['default', 'gptge'],
				['own', 'newapi'],
				['kling', 'kling'],
			],
		);
	}
});

test('a profile that is not in the file is refused with the names of those that are', () => {
	assert.throws(
		() => accounts({own, kling}, {profile: {text: 'klingg', origin: 'TASKWATCH_PROFILE'}}),
		new UsageError(
			`TASKWATCH_PROFILE must be a profile in ${path} (default, own, kling), not “klingg”. Did you mean kling?`,
		),
	);
});

test('address and key of options and environment are for the chosen profile alone', async () => {
	const key: KeySource = {type: 'text', text: 'sk-abc', origin: 'TASKWATCH_TOKEN'};
	const list = accounts({own, kling}, {profile: option('profile', 'own'), baseUrl: new URL('http://127.0.0.1:1'), key});

	assert.deepEqual(
		list.map(({baseUrl}) => baseUrl.href),
		['http://127.0.0.1:1/', 'https://api-singapore.klingai.com/'],
	);
	assert.deepEqual(await Promise.all(list.map(sourceOf)), [key, {type: 'env', name: 'KLING_KEY'}]);
});

test('folder and pace of the options are for all accounts', () => {
	const list = accounts({default: own, kling}, {outputFolder: 'out', intervalMs: 5000, concurrency: 8});

	assert.deepEqual(
		list.map(({outputFolder, intervalMs, concurrency}) => [outputFolder, intervalMs, concurrency]),
		[
			['out', 5000, 8],
			['out', 5000, 8],
		],
	);
});

test('naming the provider that the profile has changes nothing', () => {
	const settings = {profile: option('profile', 'kling')};

	assert.deepEqual(
		accounts({kling}, {...settings, provider: option('provider', 'kling')}).map(brief),
		accounts({kling}, settings).map(brief),
	);
});

test('another provider than that of the profile gets neither its address nor its key, and the profile stays', async () => {
	const list = accounts({default: own, kling}, {provider: option('provider', 'vidu')});

	assert.deepEqual(list.map(brief), [
		['default+vidu', 'vidu', 'https://api.vidu.com/', '/home/me/videos', 70, 2],
		['default', 'newapi', 'https://own.test/v1', '/home/me/videos', 70, 2],
		['kling', 'kling', 'https://api-singapore.klingai.com/', '.', undefined, undefined],
	]);
	await assert.rejects(list[0].readKey(), /^UsageError: There is no API token for vidu\. Put it into/v);
	assert.deepEqual(await sourceOf(list[1] as Account), {
		type: 'file',
		path: '/home/me/.config/taskwatch/own-key',
	});
});

test('whoever names a provider that another profile has a key for is told of that', async () => {
	const [selected] = accounts({default: own, kling}, {provider: option('provider', 'kling')});

	await refusesKey(
		selected,
		'There is no API token for kling. Choose a profile that has one (--profile kling), or put it into the variable TASKWATCH_TOKEN, or name a file that holds it with --token-file. To try the program without an account: taskwatch demo',
	);
});

test('a profile that names no key is told where to put one when it is needed, and not before', async () => {
	const [, vidu] = accounts({default: own, vidu: {provider: 'vidu'}});

	await refusesKey(
		vidu as Account,
		`The profile “vidu” has no token. Say in ${path} where it is, with tokenEnv, tokenFile or tokenCommand.`,
	);
});

test('a provider that is not known is refused, with what is', () => {
	assert.throws(() => accounts({}, {provider: option('provider', 'klng')}), {
		name: 'UsageError',
		message: /^--provider: “klng” is no provider that taskwatch knows\. It may be gptge, minimax, .*, newapi\.$/v,
	});
	assert.throws(() => accounts({}, {provider: option('provider', 'vertex')}), /--provider: Vertex AI needs/v);
});

test('a provider without an address of its own needs one', () => {
	const provider = option('provider', 'newapi');

	assert.throws(
		() => accounts({}, {provider}),
		new UsageError('--provider: newapi has no address of its own. Name it with --base-url.'),
	);
	assert.equal(accounts({}, {provider, baseUrl: new URL('https://me.test')})[0].baseUrl.href, 'https://me.test/');
});

test('side-cars are written where the profile or the option asks for them', () => {
	const profiles = {default: {sidecar: true}, kling};
	const wanted = (hasSidecar: boolean) => accounts(profiles, {hasSidecar}).map(account => account.hasSidecar);

	assert.deepEqual(
		[wanted(false), wanted(true)],
		[
			[true, false],
			[true, true],
		],
	);
});

test('an account has the hooks of its profile, and else those of the file', () => {
	const profiles = new Map<string, Profile>([['kling', {...kling, hooks: {saved: ['move'], done: ['beep']}}]]);
	const config = {path, profiles, hooks: {settled: ['tell'], saved: ['copy']}} as const;

	const found = accountsOf({config, settings: nothing, home: '/home/me', keyOf: () => async () => ''});

	assert.deepEqual(
		found.map(({profile, hooks}) => [profile, hooks]),
		[
			['default', {settled: ['tell'], saved: ['copy']}],
			['kling', {settled: ['tell'], saved: ['move'], done: ['beep']}],
		],
	);
});
