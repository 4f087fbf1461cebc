import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdir, symlink, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {suite, test} from 'node:test';
import {promisify} from 'node:util';
import {makeHome, programFile, runProgram} from '../helpers/built-program.js';
import {whyWithout} from '../helpers/is-installed.js';
import {keys, openShell} from '../helpers/terminal.js';

const run = promisify(execFile);

/** A home where the program can be called by its name, with two tasks on its list and a profile in its configuration. */
const makeShellHome = async () => {
	const home = await makeHome();
	const bin = path.join(home.folder, 'bin');
	const configFolder = path.join(home.folder, 'config/taskwatch');
	await Promise.all(
		[bin, configFolder, path.join(home.folder, 'renders')].map(async each => mkdir(each, {recursive: true})),
	);
	await symlink(programFile, path.join(bin, 'taskwatch'));
	await writeFile(path.join(configFolder, 'config.json'), '{"profiles": {"studio": {"provider": "kling"}}}');
	const ids = ['kling/text2video:8123456789012', '314052875571396'];
	const {exitCode} = await runProgram({home, args: ['add', ...ids]});
	assert.equal(exitCode, 0);
	return {home, env: {PATH: `${bin}:${home.env['PATH']}`}};
};

/** What Ctrl-U sends. */
const eraseLine = '\u0015';

/** Lines as they are typed up to the cursor, and what they become by the Tab key. */
const completedLines = {
	'taskwatch compl': 'taskwatch completions',
	'taskwatch ls --asc': 'taskwatch ls --ascii',
	'taskwatch --profile st': 'taskwatch --profile studio',
	'taskwatch get --provider=dash': 'taskwatch get --provider=dashscope',
	'taskwatch -o ren': 'taskwatch -o renders/',
	'taskwatch --output-dir=ren': 'taskwatch --output-dir=renders/',
	'taskwatch rm 314': 'taskwatch rm 314052875571396',
	'taskwatch get kling/text2video:81': 'taskwatch get kling/text2video:8123456789012',
} as const;

suite('completions', {concurrency: true}, () => {
	for (const [shell, setUp] of [
		['bash', 'source <(taskwatch completions bash)'],
		['zsh', 'autoload -Uz compinit; compinit -D; source <(taskwatch completions zsh)'],
	] as const) {
		test(`${shell} completes commands, options, values, folders and tasks`, {skip: whyWithout(shell)}, async () => {
			const {home, env} = await makeShellHome();
			await using _ = home;
			await using terminal = openShell({home, env, shell});
			await terminal.shows(/^shell>/mv);
			terminal.write(`${setUp}; echo set $((1 + 1)) up${keys.enter}`);
			await terminal.shows(/^set 2 up$/mv);

			for (const [typed, completed] of Object.entries(completedLines)) {
				terminal.write(`${typed}\t`);
				await terminal.shows(lines => lines.some(line => line === `shell> ${completed}`));
				terminal.write(eraseLine);
				await terminal.shows(lines => lines.findLast(line => line !== '') === 'shell>');
			}
		});
	}

	test('fish completes the same, with what each word means', {skip: whyWithout('fish')}, async () => {
		const {home, env} = await makeShellHome();
		await using _ = home;
		const completed = async (line: string) => {
			const script = 'taskwatch completions fish | source; complete --do-complete $argv[1]';
			const {stdout} = await run('fish', ['--no-config', '-c', script, line], {
				cwd: home.folder,
				env: {...home.env, ...env},
			});
			return stdout.trimEnd();
		};

		for (const [typed, line] of Object.entries(completedLines)) {
			const [word = ''] = (await completed(typed)).split('\t');
			assert.equal(word, line.split(' ').at(-1));
		}

		assert.equal(await completed('taskwatch ls --asc'), '--ascii\tDraw with ASCII characters only');
		assert.equal(await completed('taskwatch --profile st'), 'studio\tkling');
		assert.equal(await completed('taskwatch rm 314'), '314052875571396\tasking');
	});

	test('a shell that there are no completions for: 2, with those there are', async () => {
		await using home = await makeHome();

		const {exitCode, output, errorOutput} = await runProgram({home, args: ['completions', 'powershell']});

		assert.deepEqual(
			{exitCode, output, errorOutput},
			{
				exitCode: 2,
				output: '',
				errorOutput: 'taskwatch: There are completions for bash, zsh, fish, not for “powershell”.\n',
			},
		);
	});

	test('a broken configuration keeps the shell quiet, and to ask makes no list', {
		skip: whyWithout('bash'),
	}, async () => {
		const {home, env} = await makeShellHome();
		await using _ = home;
		await writeFile(path.join(home.folder, 'broken.json'), '{');
		const script = `
			source <(taskwatch completions bash)
			try() { COMP_LINE="$*"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _taskwatch; echo "($COMPREPLY)"; }
			try taskwatch --config broken.json --profile ''
			try taskwatch --state-dir nowhere get ''
			TASKWATCH_INTERVAL=often try taskwatch get ''
			[[ -e nowhere ]] || echo no list
		`;

		const {stdout, stderr} = await run('bash', ['-c', script], {
			cwd: home.folder,
			env: {...home.env, ...env},
		});

		assert.deepEqual({stdout, stderr}, {stdout: '()\n()\n()\nno list\n', stderr: ''});
	});
});
