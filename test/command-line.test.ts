import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {parseCommandLine} from '../source/command-line.js';
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
	const {isDemo, words, flags} = parse();

	assert.deepEqual({isDemo, words}, {isDemo: false, words: []});
	assert.deepEqual({...flags}, {download: false, color: true, ascii: false, altScreen: true});
});

test('identifiers stay text, also where they look like numbers', () => {
	assert.deepEqual(parse('14117763723766220057', '0012', '1e5').words, ['14117763723766220057', '0012', '1e5']);
});

test('the demo is a command, with what stands behind it', () => {
	const {isDemo, words, flags} = parse('demo', '314052875571396', '--ascii');

	assert.deepEqual({isDemo, words, isAscii: flags.ascii}, {isDemo: true, words: ['314052875571396'], isAscii: true});
	assert.equal(parse('314052875571396', 'demo').isDemo, false);
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
