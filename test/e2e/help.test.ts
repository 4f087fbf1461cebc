import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {chmod, mkdir, readdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {suite, test} from 'node:test';
import {helpText} from '../../source/help-text.js';
import {type Option, type OptionName, options} from '../../source/options.js';
import type {Subcommand} from '../../source/subcommands/subcommand.js';
import {type CommandName, commonOptions, subcommands} from '../../source/subcommands/subcommands.js';
import {type Home, makeHome, type Outcome, programFile, runProgram, watchProgram} from '../helpers/built-program.js';
import {whyWithout} from '../helpers/is-installed.js';
import {openTerminal} from '../helpers/terminal.js';
import {inTime} from '../helpers/wait-for.js';
import {viduDone} from './answers.js';
import {type FakeAccount, startFakeAccount} from './fake-account.js';
import {video} from './media.js';

/** The task of the examples. */
const id = '314052875571396';

const commands: readonly Subcommand[] = subcommands;

/** As many programs at once as leave each of them fast enough. */
const concurrency = 6;

/** Whole runs of the demonstration take this long on a busy machine. */
const wholeDemoMs = 80_000;

/** The account of the examples, whose tasks are done. */
const startDoneAccount = async (): Promise<FakeAccount> => {
	const account = await startFakeAccount();
	for (const task of [id, 'ID']) {
		account.tell(task, viduDone(account.serve(`${task}.mp4`, video(1000), 'video/mp4')));
	}

	return account;
};

/** What a command needs besides its options: a task, or the first of the words that it can be given. */
const wordsOf = ({usage, completes}: Subcommand): readonly string[] =>
	usage.includes('ID')
		? [id]
		: completes === undefined || completes === 'tasks'
			? []
			: [completes[0]?.word ?? []].flat();

/** `taskwatch` itself opens the dashboard. */
const nameWords = ({name}: Subcommand): readonly string[] => (name === 'dashboard' ? [] : [name]);

const hasForm = ({name}: Subcommand): boolean => name === 'dashboard' || name === 'demo';

/** A value that each kind of option takes. */
const sampleOf = ({flag, value = ''}: Option, account: FakeAccount, keyFile: string): string => {
	const values: Readonly<Record<string, string>> = {
		...{profile: 'work', provider: 'gptge', 'token-file': keyFile, config: 'config.json'},
		...{NAME: 'name', FILE: 'some-file', DIR: `some-${flag}`, URL: account.apiUrl},
		...{SECONDS: '0.05', N: '3', DURATION: '20s'},
	};
	return values[flag] ?? values[value] ?? '';
};

const written = (option: Option, value: string): readonly string[] =>
	option.value === undefined ? [`--${option.isOnByDefault ? 'no-' : ''}${option.flag}`] : [`--${option.flag}`, value];

/** All options of a command at once. Of the formats there can be one. */
const allOptions = async (
	{options: own}: Subcommand,
	{home, account, format}: {readonly home: Home; readonly account: FakeAccount; readonly format: OptionName},
): Promise<readonly string[]> => {
	const keyFile = await home.writeKeyFile('token', account.token);
	await writeFile(path.join(home.folder, 'config.json'), '{"profiles": {"work": {}}}', {mode: 0o600});
	return own
		.filter(name => name === format || (name !== 'json' && name !== 'ndjson'))
		.flatMap(name => written(options[name], sampleOf(options[name], account, keyFile)));
};

/** Put the task on the list that the options name. */
const addTask = async (home: Home, ...args: readonly string[]): Promise<void> => {
	const {exitCode, errorOutput} = await runProgram({home, args: ['add', id, ...args]});
	assert.equal(exitCode, 0, errorOutput);
};

suite('the help is true', {concurrency}, () => {
	for (const command of commands.filter(one => one.name !== 'demo')) {
		for (const format of (['json', 'ndjson'] as const).filter(
			(name, at) => at === 0 || command.options.includes(name),
		)) {
			test(`${command.name} takes all its options together, with --${format} if that is one`, async () => {
				await using home = await makeHome();
				await using account = await startDoneAccount();
				const args = await allOptions(command, {home, account, format});
				await addTask(home, '--state-dir', 'some-state-dir', '--profile', 'work', '--config', 'config.json');

				const outcome = await runProgram({home, args: [...nameWords(command), ...wordsOf(command), ...args]});

				assert.equal(outcome.exitCode, 0, outcome.errorOutput + outcome.output);
			});
		}
	}

	for (const command of commands) {
		test(`${command.name} takes all its options together in a terminal too`, async () => {
			await using home = await makeHome();
			await using account = await startDoneAccount();
			const args = await allOptions(command, {home, account, format: 'ndjson'});
			await addTask(home, '--state-dir', 'some-state-dir', '--profile', 'work', '--config', 'config.json');
			await using terminal = openTerminal({home, args: [...nameWords(command), ...wordsOf(command), ...args]});

			if (hasForm(command)) {
				await terminal.shows(/q quit/);
				await terminal.takesKeys();
				terminal.press('q');
			}

			assert.deepEqual(await terminal.exited(), {exitCode: 0, signal: 0}, terminal.rawOutput());
		});
	}
});

/** A value of which a run shows whether it counts. */
const telling: Partial<Record<OptionName, string>> = {
	...{profile: 'nobody', provider: 'nobody', tokenFile: 'no/such/token', config: 'no-such.json'},
	...{baseUrl: 'ftp://api.example', interval: 'often'},
};

const filesOf = async ({folder}: Home): Promise<readonly string[]> => {
	const entries = await readdir(folder, {recursive: true, withFileTypes: true});
	return entries
		.map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)))
		.filter(name => !/^(?:cache|tmp)\b|-(?:wal|shm|journal)$/.test(name))
		.map(name => name.replace(/backup-.*/, 'backup'))
		.toSorted();
};

/** What a run leaves and says, without what is never twice the same. */
const traceOf = async (home: Home, {exitCode, errorOutput}: Outcome, name: string) => ({
	exitCode,
	errorOutput: errorOutput.replaceAll(home.folder, '~').replaceAll(name, 'IT').replaceAll(/\d+/g, '1'),
	files: await filesOf(home),
});

suite('the variables in the help', {concurrency}, () => {
	for (const [name, option] of Object.entries(options) as readonly (readonly [OptionName, Option])[]) {
		const {environment, value} = option;
		if (environment === undefined) {
			continue;
		}

		const command = ['wait', 'add', 'ls', 'dashboard']
			.flatMap(one => commands.filter(each => each.name === one))
			.find(one => one.options.includes(name));
		const text = telling[name] ?? (value === undefined ? '1' : `some-${option.flag}`);

		test(`${environment} does the same as ${written(option, text).join(' ')}`, async () => {
			assert.ok(command);
			await using account = await startDoneAccount();
			const run = async (args: readonly string[], env: Readonly<Record<string, string>>) => {
				await using home = await makeHome();
				const given = command.options.includes('download') ? ['--download'] : [];
				const outcome = await runProgram({
					home,
					args: [...nameWords(command), ...wordsOf(command), ...given, ...args],
					env: {
						...(name !== 'tokenFile' && {TASKWATCH_TOKEN: account.token}),
						TASKWATCH_BASE_URL: account.apiUrl,
						...env,
					},
				});
				return traceOf(home, outcome, args.length > 0 ? `--${option.flag}` : environment);
			};

			const byOption = await run(written(option, text), {});
			const byVariable = await run([], {[environment]: text});

			assert.deepEqual(byVariable, byOption);
			if (value !== undefined) {
				assert.notDeepEqual(byVariable, await run([], {}));
			}
		});
	}
});

/** Install `taskwatch`, and a generator that tells its tasks in a log. */
const installShims = async (home: Home): Promise<string> => {
	const folder = path.join(home.folder, 'bin');
	await mkdir(folder);
	const shims = {
		taskwatch: `exec '${process.execPath}' '${programFile}' "$@"`,
		'my-generator': `echo 'INFO submitted task_id=${id}'`,
	};
	for (const [name, text] of Object.entries(shims)) {
		await writeFile(path.join(folder, name), `#!/bin/sh\n${text}\n`);
		await chmod(path.join(folder, name), 0o755);
	}

	return `${folder}:${home.env['PATH']}`;
};

/** What a shell must have run first. */
const setUps: Readonly<Record<string, string>> = {zsh: 'autoload -Uz compinit; compinit -D; '};

const runIn = async (
	shell: string,
	{
		home,
		command,
		env,
	}: {
		readonly home: Home;
		readonly command: string;
		readonly env: Readonly<Record<string, string>>;
	},
): Promise<Outcome> => {
	const {promise, resolve} = Promise.withResolvers<Outcome>();
	const child = execFile(
		shell,
		['-c', `${setUps[shell] ?? ''}${command}`],
		{cwd: home.folder, env: {...home.env, ...env}},
		(_, output, errorOutput) => resolve({exitCode: child.exitCode, output, errorOutput}),
	);
	const {print} = watchProgram(home, child.pid);
	child.stdout?.on('data', print);
	child.stderr?.on('data', print);
	child.stdin?.end();
	return inTime(promise, () => `Expected \`${command}\` to end`, wholeDemoMs).finally(() => child.kill('SIGKILL'));
};

suite('the examples of the help', {concurrency}, () => {
	for (const {name, examples} of commands) {
		for (const {command} of examples) {
			// Completions are for the shell that they name, the rest is for any.
			const shell = /\b(?:bash|zsh|fish)\b/.exec(command)?.[0] ?? 'sh';
			test(`${name}: ${command}`, {skip: whyWithout(shell)}, async () => {
				await using home = await makeHome();
				await using account = await startDoneAccount();
				account.answer('/ent/v2/tasks/ID/creations', {body: viduDone('https://media.example/result.mp4')});
				await addTask(home);
				const env = {
					PATH: await installShims(home),
					TASKWATCH_BASE_URL: account.apiUrl,
					TASKWATCH_TOKEN: account.token,
					TASKWATCH_INTERVAL: '0.2',
				};

				// Without a task to begin with the dashboard needs somebody to paste one.
				if (/ taskwatch$/.test(command) && !command.includes('|')) {
					await using terminal = openTerminal({home, args: [], env});
					await terminal.shows(/q quit/);
					await terminal.takesKeys();
					terminal.press('q');
					assert.deepEqual(await terminal.exited(), {exitCode: 0, signal: 0});
					return;
				}

				const {exitCode, output, errorOutput} = await runIn(shell, {home, command, env});

				assert.equal(exitCode, 0, output + errorOutput);
			});
		}
	}
});

suite('help and refusals', {concurrency}, () => {
	const run = async (...args: readonly string[]): Promise<Outcome> => {
		await using home = await makeHome();
		return runProgram({home, args});
	};

	for (const command of commands) {
		const {name} = command;
		test(`${name}: --help and -h give its help wherever they stand`, async () => {
			const text = `${helpText(name as CommandName)}\n`;

			for (const args of [
				[name, '--help'],
				['-h', name],
				[name, ...wordsOf(command), '-h', '--no-such-option', '--log-file', 'log'],
			]) {
				assert.deepEqual(await run(...args), {exitCode: 0, output: text, errorOutput: ''}, args.join(' '));
			}
		});

		test(`${name}: a word close to it is no task, but names it`, async () => {
			const {exitCode, output, errorOutput} = await run(`${name}${name.at(-1)}`);

			assert.deepEqual([exitCode, output], [2, '']);
			assert.match(errorOutput, new RegExp(`^taskwatch: [^\\n]*Did you mean taskwatch ${name}\\?\\n$`));
		});

		test(`${name}: refuses the options of other commands`, async () => {
			const known = (one: OptionName): boolean => commonOptions.has(one) || command.options.includes(one);
			for (const foreign of (Object.keys(options) as OptionName[]).filter(one => !known(one))) {
				const option: Option = options[foreign];
				const args = [...nameWords(command), ...wordsOf(command), ...written(option, '1s')];
				const {exitCode, output, errorOutput} = await run(...args);

				assert.deepEqual([exitCode, output], [2, ''], args.join(' '));
				assert.match(errorOutput, new RegExp(`^taskwatch: --${option.flag} is no option of [^\\n]+\\.\\n$`));
			}
		});
	}

	test('without a command --help and -h give the help of all', async () => {
		const all = {exitCode: 0, output: `${helpText()}\n`, errorOutput: ''};

		assert.deepEqual([await run('--help'), await run('-h'), await run('--help', '--json')], [all, all, all]);
	});

	test('in a terminal the help is the same', async () => {
		await using home = await makeHome();
		await using terminal = openTerminal({home, args: ['get', '-h']});

		assert.deepEqual(await terminal.exited(), {exitCode: 0, signal: 0});
		assert.equal(terminal.rawOutput(), `${helpText('get')}\n`.replaceAll('\n', '\r\n'));
	});
});
