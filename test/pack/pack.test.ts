import assert from 'node:assert/strict';
import {execFile, spawnSync} from 'node:child_process';
import {access, readdir} from 'node:fs/promises';
import path from 'node:path';
import {after, suite, type TestContext, test} from 'node:test';
import {promisify} from 'node:util';
import packageJson from '../../package.json' with {type: 'json'};
import {viduDone} from '../e2e/answers.js';
import {startFakeAccount, watching} from '../e2e/fake-account.js';
import {hashesIn, picture, sha256} from '../e2e/media.js';
import {makeHome, runProgram} from '../helpers/built-program.js';
import {whyWithout} from '../helpers/is-installed.js';
import {keys, openShell} from '../helpers/terminal.js';
import {installPacked} from './installed.js';

const id = '817971131377016832';

const installed = await installPacked();
after(async () => installed[Symbol.asyncDispose]());

const program = path.join(installed.prefix, 'bin/taskwatch');

/** What is left out must not be overlooked. */
const leaveOut = (context: TestContext, reason: string): void => {
	console.warn(`LEFT OUT: ${context.name}: ${reason}`);
	context.skip(reason);
};

suite('the packed program', {concurrency: 3}, () => {
	test('it is installed by npm into an empty folder, with its manual page', async context => {
		if (installed.whyUnpacked !== undefined) {
			leaveOut(context, installed.whyUnpacked);
			return;
		}

		const page = path.join(installed.prefix, 'share/man/man1/taskwatch.1');
		await access(page);
		const packages = await readdir(path.join(installed.prefix, 'lib/node_modules'));
		assert.deepEqual(packages, ['taskwatch']);
		if (!whyWithout('man')) {
			const {stdout, stderr} = spawnSync('man', ['--warnings', '-l', page], {encoding: 'utf8'});
			assert.equal(stderr, '');
			assert.match(stdout, /^TASKWATCH\(1\)/v);
		}
	});

	for (const range of ['22.19.0', '24', '26']) {
		test(`it runs with Node.js ${range}`, async context => {
			const node = await installed.node(range);
			if ('whyNot' in node) {
				leaveOut(context, node.whyNot);
				return;
			}

			await using home = await makeHome();
			await using account = await startFakeAccount();
			const bytes = picture(1000);
			account.tell(id, viduDone(account.serve('result.png', bytes, 'image/png')));
			const {stdout: nodeVersion} = await promisify(execFile)(node.path, ['--version']);

			const version = await runProgram({home, args: ['--version'], file: program, node: node.path});
			const waited = await runProgram({
				...watching(account, home, 'wait', id, '--download'),
				file: program,
				node: node.path,
			});

			assert.ok(nodeVersion.startsWith(`v${range}`), nodeVersion);
			assert.deepEqual(version, {exitCode: 0, output: `${packageJson.version}\n`, errorOutput: ''});
			assert.deepEqual([waited.exitCode, waited.errorOutput], [0, '']);
			assert.deepEqual(await hashesIn(home.outputFolder), {[`vidu-${id}-1.png`]: sha256(bytes)});

			await using shell = openShell({home, env: {}});
			await shell.shows(/shell>/v);
			shell.write(`clear; '${node.path}' '${program}' demo${keys.enter}`);
			await shell.shows(/harbour at dawn/v);
			await shell.takesKeys();
			shell.press('q');
			await shell.shows(lines => lines.findLast(line => line !== '') === 'shell>');
		});
	}
});
