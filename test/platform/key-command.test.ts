import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {createKeyReader} from '../../source/platform/key-source.js';

type Options = {readonly environment?: Readonly<Record<string, string>>; readonly timeoutMs?: number};

const node = process.execPath;

const read = async (command: readonly [string, ...string[]], options: Options = {}) =>
	createKeyReader({
		profile: 'work',
		source: {type: 'command', command},
		environment: {},
		home: '/home/me',
		...options,
	})();

/** Run a program of a few words. */
const run = async (code: string, options: Options = {}, words: readonly string[] = []) =>
	read([node, '-e', code, ...words], options);

const failed = `The tokenCommand of the profile “work”, ${node}, failed:`;

test('the key is what a program prints, without the white space around it', async () => {
	assert.equal(await run("console.log('\\n  sk-abc\\r\\n'); console.error('a warning')"), 'sk-abc');
});

test('words reach the program as they are, without a shell', async () => {
	const word = '$HOME;`x`*"\'';

	assert.equal(await run('console.log(process.argv[1])', {}, [word]), word);
});

test('the program has the environment but for our own token, and no input', async () => {
	const code = `
		const {TASKWATCH_TOKEN, OTHER} = process.env;
		process.stdin.on('data', () => {}).on('end', () => console.log(TASKWATCH_TOKEN + '-' + OTHER));
	`;

	assert.equal(await run(code, {environment: {TASKWATCH_TOKEN: 'sk-ours', OTHER: 'theirs'}}), 'undefined-theirs');
});

test('a program that fails is told with its exit code and the first line of what it said', async () => {
	await assert.rejects(run("console.error('\\u001B[31mnot signed in\\u001B[0m\\nat line 2'); process.exit(6)"), {
		name: 'UsageError',
		message: `${failed} it ended with exit code 6, and said “not signed in”.`,
	});
	await assert.rejects(run("console.log('sk-secret'); process.exit(6)"), error => !('cause' in (error as Error)));
	await assert.rejects(run('process.exit(1)'), {message: `${failed} it ended with exit code 1.`});
	await assert.rejects(run("process.kill(process.pid, 'SIGTERM')"), {message: `${failed} it ended with SIGTERM.`});
});

test('what it printed before it failed is left out of what it said, as it may be the key', async () => {
	await assert.rejects(run("console.log('sk-secret'); console.error('sk-secret is too old'); process.exit(1)"), {
		message: `${failed} it ended with exit code 1, and said “… is too old”.`,
	});
});

test('what is not there, or no program, is named', async () => {
	await assert.rejects(read(['/none/op', 'read', 'sk-secret']), {
		message: 'The tokenCommand of the profile “work”, /none/op, failed: there is no such program.',
	});
	await assert.rejects(read([import.meta.dirname]), {
		message: `The tokenCommand of the profile “work”, ${import.meta.dirname}, failed: it cannot be started (EACCES).`,
	});
});

test('a word that no program can be given is refused, and not repeated', async () => {
	await assert.rejects(run('', {}, ['sk\u0000secret']), {
		message: `${failed} it holds a character that no command may have.`,
	});
});

test('a program that does not end is ended', async () => {
	const code = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)";

	await assert.rejects(run(code, {timeoutMs: 200}), {message: `${failed} it did not end within 0.2 s.`});
});

test('a program that prints without end is ended', async () => {
	const code = "const more = () => process.stdout.write('x'.repeat(1e5), more); more()";

	await assert.rejects(run(code), {message: `${failed} it printed much more than a token.`});
});

test('a program that prints nothing, or more than a key, is refused', async () => {
	const place = 'the output of the tokenCommand of the profile “work”';

	await assert.rejects(run(''), {message: `There is no token in ${place}: it is empty.`});
	await assert.rejects(run("console.log('key: sk-secret')"), {
		message: `There must be nothing but the token in ${place}, but there is white space within.`,
	});
});

test('however a program fails, the key that it printed is in no message', async () => {
	const unit = fc.constantFrom('a', 'B', '7', '-', '$', '&', '.');
	const key = fc.string({unit, minLength: 8, maxLength: 40}).map(text => `s${text}`);

	await fc.assert(
		fc.asyncProperty(
			key,
			fc.constantFrom('', ' ', '“', '=\t', '\u001B[1m'),
			fc.integer({min: 0, max: 3}),
			async (secret, mark, code) => {
				const program = `
				const [, key, mark, code] = process.argv;
				process.stdout.write(key + (code === '0' ? ' ' + key : ''));
				process.stderr.write('bad' + mark + key + mark + key);
				process.exitCode = Number(code);
			`;

				await assert.rejects(run(program, {}, [secret, mark, String(code)]), (error: Error) => {
					assert.ok(!error.message.includes(secret));
					return true;
				});
			},
		),
		{numRuns: 20},
	);
});
