import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {parseCommandLine} from '../source/command-line.js';
import {options} from '../source/options.js';
import type {Subcommand} from '../source/subcommands/subcommand.js';
import {subcommands} from '../source/subcommands/subcommands.js';
import {UsageError} from '../source/task/errors.js';

const parse = (...argv: readonly string[]) => parseCommandLine(argv);

const commandNames = subcommands.map(({name}) => name);

/** Commands that know an option. */
const commandsWith = (name: string): readonly Subcommand[] =>
	subcommands.filter(({options: own}: Subcommand) => own.some(option => option === name));

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

test('without arguments nothing is asked for', () => {
	const {command, words, flags} = parse();

	assert.deepEqual({command, words, flags: {...flags}}, {command: undefined, words: [], flags: {}});
});

test('identifiers stay text, also where they look like numbers', () => {
	assert.deepEqual(parse('14117763723766220057', '0012', '1e5').words, ['14117763723766220057', '0012', '1e5']);
});

test('the first word may be a command, with what stands behind it', () => {
	for (const name of commandNames) {
		const {command, words} = parse(name, '314052875571396');

		assert.deepEqual({command, words}, {command: name, words: ['314052875571396']});
	}
});

test('an option may stand before the command', () => {
	const {command, words, flags} = parse('--json', '--profile', 'work', 'get', '314052875571396');

	assert.deepEqual({command, words}, {command: 'get', words: ['314052875571396']});
	assert.deepEqual([flags.json, flags.profile], [true, 'work']);
});

test('only the first word is a command, and only as it is', () => {
	for (const name of commandNames) {
		assert.deepEqual(parse('314052875571396', name).words, ['314052875571396', name]);
		assert.deepEqual(parse(name, name).words, [name]);
		assert.equal(parse('314052875571396', name).command, undefined);
		assert.equal(parse(name.toUpperCase()).command, undefined);
	}
});

test('each option is read under its name, by the commands that know it', () => {
	for (const [name, {flag, ...option}] of Object.entries(options)) {
		const isText = 'value' in option;
		const isOn = 'isOnByDefault' in option;
		const command = commandsWith(name)[0]?.name ?? 'get';

		const {flags} = isText ? parse(command, `--${flag}`, '12') : parse(command, `--${isOn ? 'no-' : ''}${flag}`);

		assert.equal(flags[name as keyof typeof options], isText ? '12' : !isOn);
	}
});

test('the folder for results has a short option', () => {
	assert.equal(parse('-o', 'results').flags.outputDir, 'results');
});

test('an option without its value is empty text, which the settings refuse', () => {
	assert.equal(parse('--interval').flags.interval, '');
});

test('a dash may be the value of an option, or stand for itself', () => {
	const {words, flags} = parse('wait', '-', '--token-file', '-', '314052875571396');

	assert.deepEqual([words, flags.tokenFile], [['-', '314052875571396'], '-']);
	assert.deepEqual(parse('--', '--token-file', '-').words, ['--token-file', '-']);
});

test('an option that is given twice is refused', () => {
	assert.throws(() => parse('--interval', '1', '--interval', '2'), UsageError);
});

test('an option of another command is refused, and it is said whose it is', () => {
	const owners = (name: string): string =>
		commandsWith(name)
			.map(command => (command.name === 'dashboard' ? 'the dashboard' : `taskwatch ${command.name}`))
			.join(', ');

	assert.throws(
		() => parse('get', '1', '--download'),
		new UsageError(`--download is no option of taskwatch get, but of ${owners('download')}.`),
	);
	assert.throws(
		() => parse('--json', '1'),
		new UsageError(`--json is no option of the dashboard, but of ${owners('json')}.`),
	);
});

test('a misspelt command is refused with the one that was meant, a word like no command with all of them', () => {
	assert.throws(() => parse('dmeo'), new UsageError('There is no command “dmeo”. Did you mean taskwatch demo?'));
	assert.throws(
		() => parse('frobnicate', '--ascii'),
		new UsageError(
			`“frobnicate” is neither a command (${commandNames.join(', ')}) nor a task ID. See taskwatch --help.`,
		),
	);
});

test('what an alias may hold is taken by each command', () => {
	assert.deepEqual({...parse('get', '1', '-o', 'results', '--no-color').flags}, {outputDir: 'results', color: false});
});

test('who asks for help gets it, whatever else is on the line', () => {
	assert.equal(parse('get', '--help', '--no-such-option').flags.help, true);
	assert.equal(parse('-h').flags.help, true);
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
