import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ApiProbe} from '../../../source/platform/api-probe.js';
import type {FolderFacts} from '../../../source/platform/folder-facts.js';
import type {ListFacts} from '../../../source/platform/list-facts.js';
import type {OthersRight} from '../../../source/platform/others-rights.js';
import type {Check, Finding, Probes} from '../../../source/subcommands/doctor/check.js';
import {checkApi} from '../../../source/subcommands/doctor/check-api.js';
import {checkConfiguration} from '../../../source/subcommands/doctor/check-configuration.js';
import {checkFolders} from '../../../source/subcommands/doctor/check-folders.js';
import {checkList} from '../../../source/subcommands/doctor/check-list.js';
import {checkProgram} from '../../../source/subcommands/doctor/check-program.js';
import {checkTerminal} from '../../../source/subcommands/doctor/check-terminal.js';
import {checkToken} from '../../../source/subcommands/doctor/check-token.js';
import {checkWay} from '../../../source/subcommands/doctor/check-way.js';
import {checks} from '../../../source/subcommands/doctor/checks.js';
import {goodAnswer, goodProbe, now, type PatientParts, patientWith, probesWith} from './patient.js';

/** Each finding in a line. */
const textOf = ({about, level, found, exitCode}: Finding): string =>
	`${level} ${about}: ${found}${exitCode === undefined ? '' : ` → ${exitCode}`}`;

const run = async (check: Check, parts?: PatientParts, probes?: Partial<Probes>): Promise<readonly string[]> =>
	(await check(patientWith(parts), probesWith(probes))).map(textOf);

test('of a user with nothing wrong all is well, and nothing tells the token', async () => {
	const environment = {TASKWATCH_TOKEN: 'sk-CANARY', LANG: 'C.UTF-8', TERM: 'xterm'};
	const findings = (
		await Promise.all(checks.map(async check => check(patientWith({environment}), probesWith())))
	).flat();

	assert.deepEqual(
		findings.filter(({level}) => level !== 'ok'),
		[],
	);
	assert.doesNotMatch(JSON.stringify(findings), /CANARY/v);
});

test('what is not ok says what to do, or is a sentence that does', async () => {
	const terminal = {isScreen: false};
	const findings = (
		await Promise.all(
			checks.map(async check =>
				check(
					patientWith({terminal}),
					probesWith({
						folder: async path => ({path, type: 'other', isWritable: false, isOwn: true}),
						leftOvers: async () => [{name: 'a.part', bytes: 10}],
					}),
				),
			),
		)
	).flat();

	assert.deepEqual(
		findings.filter(({level, advice}) => level !== 'ok' && advice === undefined),
		[],
	);
});

test('versions and what was undone of the environment are told', () => {
	const patient = {...patientWith(), warnings: ['X=0 is ignored.']};

	assert.deepEqual((checkProgram(patient, probesWith()) as readonly Finding[]).map(textOf), [
		'ok versions: taskwatch 1.2.3, Node.js 24.0.0',
		'note environment: X=0 is ignored.',
	]);
});

test('each value has its origin: option, variable, profile or default; and each other profile has a line', async () => {
	const lines = await run(checkConfiguration, {
		flags: {outputDir: '/out'},
		environment: {TASKWATCH_INTERVAL: '10'},
		profiles: {
			default: {provider: 'vidu', concurrency: 2, tokenEnv: 'A', caFile: 'ca.pem'},
			kling: {provider: 'kling', tokenCommand: ['op', 'read', 'op://CANARY']},
			own: {provider: 'newapi', baseUrl: 'https://own.test', tokenEnv: 'OWN_KEY'},
			empty: {},
		},
	});

	assert.deepEqual(lines, [
		'ok configuration: /home/me/.config/taskwatch/config.json (default), with 4 profiles',
		'ok profile: default (default)',
		'ok state-dir: /home/me/.local/state/taskwatch (default)',
		'ok provider: vidu, Vidu (profile default)',
		'ok base-url: https://api.vidu.com/ (default)',
		'ok output-dir: /out (--output-dir)',
		'ok interval: 10 s (TASKWATCH_INTERVAL)',
		'ok concurrency: 2 (profile default)',
		'ok caFile: /home/me/.config/taskwatch/ca.pem (profile default)',
		'ok profile kling: kling at https://api-singapore.klingai.com, token from the command op',
		'note profile own: newapi at https://own.test, token from the variable OWN_KEY, which is not set',
		'note profile empty: gptge at https://api.gpt.ge, without a token',
	]);
});

test('of other profiles it is told, too, what others may do with the files of their tokens', async () => {
	const rights: Readonly<Record<string, OthersRight>> = {'/keys/open': 'read', '/keys/shared': 'write'};
	const profiles = {
		...{default: {}, own: {tokenFile: '/keys/own'}},
		...{open: {tokenFile: '/keys/open'}, shared: {tokenFile: '/keys/shared'}},
	};

	const findings = await checkConfiguration(
		patientWith({profiles}),
		probesWith({othersRight: async path => rights[path] ?? 'nothing'}),
	);

	const place = 'gptge at https://api.gpt.ge, token from the file /keys';
	assert.deepEqual(findings.slice(-3), [
		{about: 'profile own', level: 'ok', found: `${place}/own`},
		{
			about: 'profile open',
			level: 'note',
			found: `${place}/open, which others can read`,
			advice: 'chmod 600 /keys/open',
		},
		{
			about: 'profile shared',
			level: 'note',
			found: `${place}/shared, which is not used as others may write to it`,
			advice: 'chmod 600 /keys/shared',
		},
	]);
});

test('a broken configuration is told once, with what still holds', async () => {
	const patient = {...patientWith(), config: {problem: 'config.json:3: no.'}};

	const lines = (await checkConfiguration(patient, probesWith())).map(textOf);

	assert.equal(lines[0], 'problem configuration: config.json:3: no.');
	assert.ok(lines.includes('ok provider: gptge, GPT.GE (V-API) (default)'));
	assert.deepEqual(
		(await checkConfiguration({...patient, accounts: {problem: 'config.json:3: no.'}}, probesWith())).map(textOf),
		[lines[0], 'ok profile: default (default)', 'ok state-dir: /home/me/.local/state/taskwatch (default)'],
	);
});

test('a token is told by its place alone, and that others can read its file', async () => {
	const asked: string[] = [];
	const othersRight: Probes['othersRight'] = async path => {
		asked.push(path);
		return 'read';
	};

	assert.deepEqual(await run(checkToken, {environment: {TASKWATCH_TOKEN: 'sk-CANARY'}}), [
		'ok token: there is one, from TASKWATCH_TOKEN',
	]);
	assert.deepEqual(await run(checkToken, {profiles: {default: {tokenFile: '~/key'}}}, {othersRight}), [
		'note token: there is one, from the file /home/me/key, which others can read',
	]);
	assert.deepEqual(await run(checkToken, {flags: {tokenFile: '~/mine'}}, {othersRight}), [
		'note token: there is one, from the file ~/mine, which others can read',
	]);
	assert.deepEqual(asked, ['/home/me/key', '/home/me/mine']);
	assert.deepEqual(await run(checkToken, {key: {problem: 'There is no API token.'}}), [
		'problem token: There is no API token.',
	]);
});

test('proxies are told without their password, and certificates that cannot be used by where they are named', async () => {
	const environment = {HTTPS_PROXY: 'http://me:CANARY@proxy.test:3128', no_proxy: 'own.test', SSL_CERT_FILE: '/ca.pem'};

	assert.deepEqual(await run(checkWay), ['ok proxy: none: hosts are connected to directly']);
	assert.deepEqual(await run(checkWay, {environment: {HTTP_PROXY: 'proxy.test:1'}}), [
		'ok proxy: http://proxy.test:1 (HTTP_PROXY), but for localhost, 127.0.0.1, [::1]',
	]);
	assert.deepEqual(
		await run(
			checkWay,
			{environment, profiles: {default: {caFile: '/own.pem'}}},
			{certificateProblem: file => `The certificates in ${file} cannot be used: no`},
		),
		[
			'ok proxy: http://proxy.test:3128 with a user name (HTTPS_PROXY), but for own.test, localhost, 127.0.0.1, [::1]',
			'note authorities: The certificates in /ca.pem cannot be used: no (SSL_CERT_FILE)',
			'problem authorities: The certificates in /own.pem cannot be used: no (caFile of the profile default)',
		],
	);
});

const api = async (probe: Partial<ApiProbe>, parts?: PatientParts) =>
	run(checkApi, parts, {api: async () => ({...goodProbe, ...probe})});

test('each step to the API is told', async () => {
	assert.deepEqual(await api({}), [
		'ok name: api.gpt.ge is 192.0.2.1, 2001:db8::1',
		'ok TLS: TLSv1.3, certificate by Example CA, valid until 2030-04-01',
		'ok API: it answers in 120 ms (HTTP 404), and does not refuse the token',
		'ok clock: this machine and the service agree about the time',
	]);
});

test('a refused token is 4, and an API out of reach is 6', async () => {
	const refused = {...goodAnswer, httpStatus: 401, problem: {state: 'auth', message: 'Invalid token'} as const};
	const dead = {addresses: 'name not found', answer: 'api.gpt.ge is out of reach: name not found'};

	assert.equal((await api({answer: refused}))[2], 'problem API: HTTP 401 in 120 ms: Invalid token → 4');
	assert.equal(
		(await api({answer: refused}, {key: {problem: 'none'}}))[2],
		'ok API: it answers in 120 ms (HTTP 401); asked without a token',
	);
	assert.deepEqual((await api(dead)).toSpliced(1, 1), [
		'problem name: api.gpt.ge: name not found → 6',
		'problem API: api.gpt.ge is out of reach: name not found → 6',
	]);
	assert.equal(
		(await api({addresses: 'name not found'}, {environment: {HTTPS_PROXY: 'proxy.test:1'}}))[0],
		'ok name: api.gpt.ge is not known here; the proxy is asked for it by name',
	);
});

test('a clock that is wrong, a certificate that ends soon and a page instead of an answer are told', async () => {
	const tls = {protocol: 'TLSv1.3', issuer: 'Example CA', validUntil: now + 1000};
	const answer = {...goodAnswer, httpStatus: 200, contentType: 'text/html', clockAheadMs: -125_000};

	const lines = await api({tls, answer});

	assert.deepEqual(lines.slice(1), [
		'note TLS: TLSv1.3, certificate by Example CA, valid until 2030-01-01',
		'note API: HTTP 200 in 120 ms, but text/html where JSON was expected',
		'note clock: this machine is 2m 5s ahead of the service',
	]);
});

test('the terminal is told with its size, its colours, its characters and what it does with a paste', async () => {
	const environment = {TERM: 'xterm-256color', LANG: 'C', TMUX: '/tmp/x'};

	assert.deepEqual(
		await run(
			checkTerminal,
			{environment, terminal: {columns: 60, rows: 20}},
			{
				pasteMarks: async () => false,
			},
		),
		[
			'note terminal: xterm-256color, 60 × 20, 256 colours, in tmux',
			'note characters: the locale C does not say UTF-8',
			'note paste: the terminal does not mark what is pasted',
		],
	);
	assert.deepEqual(await run(checkTerminal, {terminal: {isTerminal: false}}), [
		'ok terminal: none: taskwatch prints a line per change instead of the dashboard',
	]);
});

test('folders are told with what is wrong with them, and files that are not complete', async () => {
	const facts: Readonly<Record<string, Partial<FolderFacts>>> = {
		'/state': {mode: 0o755},
		'/out': {isWritable: false},
		'/home/me/.config/taskwatch': {type: 'missing'},
		'/home/me/.cache/taskwatch': {type: 'other'},
	};
	const good = probesWith();

	assert.deepEqual(
		await run(
			checkFolders,
			{flags: {stateDir: '/state', outputDir: '/out'}},
			{
				folder: async path => ({...(await good.folder(path)), ...facts[path]}),
				leftOvers: async () => [
					{name: 'a.part', bytes: 1000},
					{name: 'b.part', bytes: 500},
				],
				partFolders: () => ['/out', '/elsewhere'],
			},
		),
		[
			'note state folder: /state, mode 755, 5 GB free: others can get at it',
			'problem output folder: /out cannot be written to',
			'ok config folder: /home/me/.config/taskwatch is made when it is needed, 5 GB free',
			'note cache folder: /home/me/.cache/taskwatch is no folder',
			'note unfinished: 2 files NAME.part in /out, 1.5 kB',
			'note unfinished: 2 files NAME.part in /elsewhere, 1.5 kB',
		],
	);
});

test('the watch list is told with what was put aside of it', async () => {
	const facts: ListFacts = {
		path: '/state/state.db',
		mode: 0o600,
		isOwn: true,
		version: 3,
		knownVersion: 3,
		taskCount: 12,
		quarantineCount: 0,
		damagedNames: [],
	};
	const list = async (parts: Partial<ListFacts>) => run(checkList, {}, {list: () => ({...facts, ...parts})});

	assert.deepEqual(await run(checkList), ['ok watch list: there is none yet']);
	assert.deepEqual(await list({}), ['ok watch list: /state/state.db with 12 tasks, version 3 of the list']);
	assert.match(
		(await list({owner: {processId: 42, since: now, terminal: 'pts/3'}}))[0] ?? '',
		/version 3 of the list; open in pts\/3 since \d\d:\d\d \(process 42\)$/v,
	);
	assert.deepEqual(await list({mode: 0o644, quarantineCount: 1, damagedNames: ['state.db.corrupt-1']}), [
		'ok watch list: /state/state.db with 12 tasks, version 3 of the list',
		'note watch list: others can read it (mode 644)',
		'note watch list: 1 damaged record of it was put aside',
		'note watch list: 1 damaged list put aside beside it: state.db.corrupt-1',
	]);
	assert.deepEqual(await list({version: 9}), [
		'problem watch list: /state/state.db was written by a newer taskwatch (version 9 of the list)',
	]);
	assert.deepEqual(await list({problem: 'malformed'}), [
		'problem watch list: /state/state.db cannot be read: malformed',
	]);
});
