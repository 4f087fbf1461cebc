import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Environment, type Flags, readSettings} from '../source/settings.js';
import {UsageError} from '../source/task/errors.js';

const read = (flags: Flags = {}, environment: Environment = {}) => readSettings(flags, environment, '/home/me');

const account = (flags: Flags = {}, environment: Environment = {}) => read(flags, environment).account;

const refuses = (flags: Flags, environment: Environment, message: string) =>
	assert.throws(() => read(flags, environment), new UsageError(message));

test('without any wish everything has its default', () => {
	assert.deepEqual(read(), {
		account: {
			profile: undefined,
			provider: undefined,
			baseUrl: undefined,
			key: undefined,
			outputFolder: undefined,
			intervalMs: undefined,
			concurrency: undefined,
			hasSidecar: false,
		},
		configFile: undefined,
		origins: {},
		stateFolder: '/home/me/.local/state/taskwatch',
		logFile: undefined,
		isAutoDownload: false,
		isAll: false,
		isAny: false,
		isFailFast: false,
		timeoutMs: undefined,
		format: 'text',
		colourDepth: 'basic',
		isColourForced: false,
		isAscii: false,
		hasAltScreen: true,
		isSpoken: false,
	});
});

test('an option beats the environment, and that beats the default', () => {
	const environment = {
		TASKWATCH_BASE_URL: 'https://env.test/v1',
		TASKWATCH_OUTPUT_DIR: '/env/out',
		TASKWATCH_STATE_DIR: '/env/state',
		TASKWATCH_INTERVAL: '7',
		TASKWATCH_CONFIG: '/env/config.json',
	};
	const flags = {
		baseUrl: 'http://127.0.0.1:8080',
		outputDir: 'out',
		stateDir: 'state',
		interval: '0.25',
		config: 'config.json',
	};
	const pick = ({account: {baseUrl, outputFolder, intervalMs}, stateFolder, configFile}: ReturnType<typeof read>) => [
		baseUrl?.href,
		outputFolder,
		stateFolder,
		intervalMs,
		configFile,
	];

	assert.deepEqual(pick(read({}, environment)), [
		...['https://env.test/v1', '/env/out', '/env/state'],
		...[7000, '/env/config.json'],
	]);
	assert.deepEqual(pick(read(flags, environment)), [
		...['http://127.0.0.1:8080/', 'out', 'state'],
		...[250, 'config.json'],
	]);
});

test('a profile and a provider come with where they were named, for whoever refuses them', () => {
	const environment = {TASKWATCH_PROFILE: 'work', TASKWATCH_PROVIDER: 'kling'};
	const pick = ({profile, provider}: ReturnType<typeof account>) => [profile, provider];

	assert.deepEqual(pick(account({}, environment)), [
		{text: 'work', origin: 'TASKWATCH_PROFILE'},
		{text: 'kling', origin: 'TASKWATCH_PROVIDER'},
	]);
	assert.deepEqual(pick(account({profile: 'home', provider: 'fal'}, environment)), [
		{text: 'home', origin: '--profile'},
		{text: 'fal', origin: '--provider'},
	]);
});

test('an empty variable is as good as none', () => {
	const empty = {
		TASKWATCH_BASE_URL: '',
		TASKWATCH_OUTPUT_DIR: '',
		TASKWATCH_STATE_DIR: '',
		TASKWATCH_INTERVAL: '',
		TASKWATCH_TOKEN: '',
		TASKWATCH_TOKEN_FILE: '',
		TASKWATCH_PROFILE: '',
		TASKWATCH_PROVIDER: '',
		TASKWATCH_CONFIG: '',
		XDG_STATE_HOME: '',
		NO_COLOR: '',
	};

	assert.deepEqual(read({}, empty), read());
});

test('the token of the environment has no white space around it', () => {
	const key = {type: 'text', text: 'sk-abc', origin: 'TASKWATCH_TOKEN'};

	assert.deepEqual(account({}, {TASKWATCH_TOKEN: ' sk-abc\n'}).key, key);
	assert.equal(account({}, {TASKWATCH_TOKEN: ' \n'}).key, undefined);
	assert.deepEqual(account({}, {TASKWATCH_TOKEN: ' ', TASKWATCH_TOKEN_FILE: '/t'}).key, {type: 'file', path: '/t'});
});

test('of the places for a token the option counts, then the variable with the token, then the one with a file', () => {
	const both = {TASKWATCH_TOKEN: 'sk-abc', TASKWATCH_TOKEN_FILE: '/env/token'};

	assert.deepEqual(account({tokenFile: '-'}, both).key, {type: 'file', path: '-'});
	assert.deepEqual(account({}, both).key, {type: 'text', text: 'sk-abc', origin: 'TASKWATCH_TOKEN'});
	assert.deepEqual(account({}, {TASKWATCH_TOKEN_FILE: '/env/token'}).key, {type: 'file', path: '/env/token'});
});

test('the list is kept in the state folder of the user, where that is an absolute path', () => {
	assert.equal(read({}, {XDG_STATE_HOME: '/xdg/state'}).stateFolder, '/xdg/state/taskwatch');
	assert.equal(read({}, {XDG_STATE_HOME: 'state'}).stateFolder, '/home/me/.local/state/taskwatch');
	assert.equal(read({stateDir: '/mine'}, {XDG_STATE_HOME: '/xdg/state'}).stateFolder, '/mine');
});

test('switches turn on what is off, and off what is on', () => {
	const {isAutoDownload, isAll, isAny, isFailFast, isAscii, colourDepth, hasAltScreen, isSpoken} = read({
		...{download: true, all: true, any: true, failFast: true},
		...{ascii: true, color: false, altScreen: false, screenReader: true},
	});

	assert.deepEqual(
		{isAutoDownload, isAll, isAny, isFailFast, isAscii, colourDepth, hasAltScreen, isSpoken},
		{
			...{isAutoDownload: true, isAll: true, isAny: true, isFailFast: true},
			...{isAscii: true, colourDepth: 'none', hasAltScreen: false, isSpoken: true},
		},
	);
});

test('data are text, one JSON document or lines of JSON, but not both', () => {
	assert.deepEqual([read({json: true}).format, read({ndjson: true}).format], ['json', 'ndjson']);
	refuses(
		{json: true, ndjson: true},
		{},
		'--json is one document at the end and --ndjson a line for each event: choose one of them.',
	);
});

test('the longest wait is written with its unit', () => {
	const times = {'90s': 90_000, '30m': 1_800_000, '2h': 7_200_000, '0.5s': 500, '500h': 1_800_000_000};

	for (const [timeout, timeoutMs] of Object.entries(times)) {
		assert.equal(read({timeout}).timeoutMs, timeoutMs);
	}

	for (const timeout of ['90', '0s', '-1s', '2 h', '1d', '501h', 'soon', '1e3s', '.5s']) {
		refuses({timeout}, {}, `--timeout must be a time such as 90s, 30m or 2h, up to 500h, not “${timeout}”.`);
	}
});

test('whatever NO_COLOR says, there are no colours', () => {
	assert.equal(read({}, {NO_COLOR: '0'}).colourDepth, 'none');
	assert.equal(read({color: true}, {NO_COLOR: '1'}).colourDepth, 'none');
});

test('--no-color beats FORCE_COLOR, and that beats NO_COLOR', () => {
	const pick = ({colourDepth, isColourForced}: ReturnType<typeof read>) => [colourDepth, isColourForced];

	assert.deepEqual(pick(read({color: false}, {FORCE_COLOR: '3'})), ['none', false]);
	assert.deepEqual(pick(read({}, {FORCE_COLOR: '3', NO_COLOR: '1'})), ['many', true]);
	assert.deepEqual(pick(read({}, {FORCE_COLOR: '0', TERM: 'xterm-256color'})), ['none', false]);
	assert.deepEqual(pick(read({}, {FORCE_COLOR: ''})), ['basic', false]);
});

test('the variables of screen readers turn the words on, unless they say no', () => {
	const spoken = [
		...[{ACCESSIBLE: '1'}, {ACCESSIBLE: 'yes'}, {INK_SCREEN_READER: 'true'}],
		...[{ACCESSIBLE: ''}, {ACCESSIBLE: '0'}, {ACCESSIBLE: 'false'}, {INK_SCREEN_READER: 'false'}],
	].map(environment => read({}, environment).isSpoken);

	assert.deepEqual(spoken, [...[true, true, true], ...[false, false, false, false]]);
});

test('an address that cannot be asked is refused, with its origin', () => {
	for (const text of ['api.gpt.ge', 'ftp://api.gpt.ge', 'javascript:alert(1)', 'https://']) {
		const rule = `must be an http or https address such as https://api.gpt.ge, not “${text}”.`;
		refuses({baseUrl: text}, {}, `--base-url ${rule}`);
		refuses({}, {TASKWATCH_BASE_URL: text}, `TASKWATCH_BASE_URL ${rule}`);
	}
});

test('an address with a name, a password or a query is refused, and not repeated, as it may hold a secret', () => {
	for (const text of ['https://sk-abc@api.test', 'https://:sk-abc@api.test', 'https://api.test/?key=sk-abc']) {
		refuses({baseUrl: text}, {}, '--base-url must be a plain address, without a user name and without a query.');
	}
});

test('an address that would show the token to whoever listens is refused, and one nearby is not', () => {
	const rule =
		'must be an https address, as http would show the token to whoever listens; only this machine and its network may be asked by http.';

	refuses({baseUrl: 'http://api.gpt.ge'}, {}, `--base-url ${rule}`);
	refuses({}, {TASKWATCH_BASE_URL: 'http://1.1.1.1:3000'}, `TASKWATCH_BASE_URL ${rule}`);
	assert.equal(account({baseUrl: 'http://192.168.1.20:3000'}).baseUrl?.host, '192.168.1.20:3000');
});

test('an interval is from a twentieth of a second to a day', () => {
	assert.equal(account({interval: '0.05'}).intervalMs, 50);
	assert.equal(account({interval: '86400'}).intervalMs, 86_400_000);
	for (const text of ['0', '0.04', '86401', '-1', '1e3', '5s', '', ' ', 'Infinity', 'NaN', '0x10', '.5']) {
		if (text !== '') {
			refuses({interval: text}, {}, `--interval must be a number from 0.05 to 86400, not “${text}”.`);
		}
	}

	refuses({}, {TASKWATCH_INTERVAL: 'fast'}, 'TASKWATCH_INTERVAL must be a number from 0.05 to 86400, not “fast”.');
});

test('the number of questions under way is a whole one from 1 to 64', () => {
	assert.equal(account({concurrency: '1'}).concurrency, 1);
	assert.equal(account({concurrency: '64'}).concurrency, 64);
	for (const text of ['0', '65', '2.5', 'many']) {
		refuses({concurrency: text}, {}, `--concurrency must be a whole number from 1 to 64, not “${text}”.`);
	}
});

test('an option without its value is refused', () => {
	refuses({outputDir: ''}, {TASKWATCH_OUTPUT_DIR: '/env'}, '--output-dir needs a value: DIR.');
	refuses({tokenFile: ''}, {}, '--token-file needs a value: FILE.');
	refuses({interval: ''}, {}, '--interval needs a value: SECONDS.');
	refuses({profile: ''}, {TASKWATCH_PROFILE: 'work'}, '--profile needs a value: NAME.');
	refuses({provider: ''}, {}, '--provider needs a value: NAME.');
	refuses({config: ''}, {}, '--config needs a value: FILE.');
});

test('a side-car is written where that is asked for', () => {
	assert.equal(account({sidecar: true}).hasSidecar, true);
});

test('where each value was taken from is known', () => {
	const environment = {TASKWATCH_INTERVAL: '7', TASKWATCH_OUTPUT_DIR: '/env/out'};

	assert.deepEqual(read({outputDir: 'out', logFile: 'log'}, environment).origins, {
		outputDir: '--output-dir',
		interval: 'TASKWATCH_INTERVAL',
		logFile: '--log-file',
	});
});
