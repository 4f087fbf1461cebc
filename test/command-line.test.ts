import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {commandNames, parseCommandLine} from '../source/command-line.js';
import {options} from '../source/options.js';
import {UsageError} from '../source/task/errors.js';

const parse = (...argv: readonly string[]) => parseCommandLine(argv, '1.2.3');

const root = path.join(import.meta.dirname, '..');

/** Run the program without a terminal, with nothing on its standard input. */
const run = (context: TestContext, argv: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
	const folder = mkdtempSync(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(() => rmSync(folder, {recursive: true, force: true}));
	const {status, stdout, stderr} = spawnSync(
		process.execPath,
		['--import', 'tsx', path.join(root, 'source/launch.ts'), ...argv],
		{cwd: root, input: '', encoding: 'utf8', env: {HOME: folder, ...environment}},
	);
	return {status, stdout, stderr};
};

test('without arguments nothing is asked for, and what is on by default is on', () => {
	const {command, words, flags} = parse();

	assert.deepEqual({command, words}, {command: 'dashboard', words: []});
	assert.deepEqual({...flags}, {download: false, json: false, color: true, ascii: false, altScreen: true});
});

test('identifiers stay text, also where they look like numbers', () => {
	assert.deepEqual(parse('14117763723766220057', '0012', '1e5').words, ['14117763723766220057', '0012', '1e5']);
});

test('the first word may be a command, with what stands behind it', () => {
	for (const name of commandNames) {
		const {command, words, flags} = parse(name, '314052875571396', '--ascii');

		assert.deepEqual({command, words}, {command: name, words: ['314052875571396']});
		assert.equal(flags.ascii, true);
	}
});

test('an option may stand before the command', () => {
	const {command, words, flags} = parse('--ascii', '--interval', '2', 'get', '314052875571396');

	assert.deepEqual({command, words}, {command: 'get', words: ['314052875571396']});
	assert.deepEqual([flags.ascii, flags.interval], [true, '2']);
});

test('only the first word is a command, and only as it is', () => {
	for (const name of commandNames) {
		assert.deepEqual(parse('314052875571396', name).words, ['314052875571396', name]);
		assert.deepEqual(parse(name, name).words, [name]);
		assert.equal(parse('314052875571396', name).command, 'dashboard');
		assert.equal(parse(name.toUpperCase()).command, 'dashboard');
	}

	assert.equal(parse('dashboard').command, 'dashboard');
	assert.deepEqual(parse('dashboard').words, ['dashboard']);
});

test('each option is read under its name', () => {
	for (const [name, {flag, ...option}] of Object.entries(options)) {
		const isText = 'value' in option;
		const isOn = 'isOnByDefault' in option;

		const {flags} = isText ? parse(`--${flag}`, '12') : parse(`--${isOn ? 'no-' : ''}${flag}`);

		assert.equal(flags[name as keyof typeof options], isText ? '12' : !isOn);
	}
});

test('the folder for results has a short option', () => {
	assert.equal(parse('-o', 'results').flags.outputDir, 'results');
});

test('an option without its value is empty text, which the settings refuse', () => {
	assert.equal(parse('--interval').flags.interval, '');
});

test('an option that is given twice is refused', () => {
	assert.throws(() => parse('--interval', '1', '--interval', '2'), UsageError);
});

test('what stands behind two dashes is no option', () => {
	assert.deepEqual(parse('--', '--ascii').words, ['--ascii']);
});

test('an unknown option is refused as it was written, also one that would hold a secret', () => {
	const refusal = (flag: string) => new UsageError(`There is no option ${flag}. See taskwatch --help.`);

	assert.throws(() => parse('--token', 'sk-abc'), refusal('--token'));
	assert.throws(() => parse('--output-folder=x'), refusal('--output-folder'));
	assert.throws(() => parse('-x'), refusal('-x'));
});

test('an error is one sentence on standard error, with nothing else before it', context => {
	const {status, stdout, stderr} = run(context, [], {TASKWATCH_TOKEN: 'sk-abc'});

	assert.deepEqual(
		{status, stdout, stderr},
		{
			status: 2,
			stdout: '',
			stderr: 'taskwatch: There is nothing to watch. Name task IDs, or pipe a text with IDs in.\n',
		},
	);
});

test('a provider or a profile that nobody knows is refused before anything is asked', context => {
	const environment = {TASKWATCH_TOKEN: 'sk-abc'};
	const refusals = [
		run(context, ['get', '1', '--provider', 'klingon'], environment),
		run(context, ['get', '1', '--profile', 'work'], environment),
		run(context, ['get'], environment),
	];

	for (const {status, stdout, stderr} of refusals) {
		assert.deepEqual([status, stdout], [2, '']);
		assert.match(stderr, /^taskwatch: [^\n]+\n$/v);
	}

	const [provider, profile, nothing] = refusals.map(({stderr}) => stderr);
	assert.match(
		provider ?? '',
		/--provider: “klingon” is no provider that taskwatch knows\. It may be gptge, minimax, /v,
	);
	assert.match(profile ?? '', /--profile must be a profile in .*config\.json \(default\), not “work”\./v);
	assert.match(nothing ?? '', /There is nothing to ask about\. Name a task ID: taskwatch get ID/v);
});
