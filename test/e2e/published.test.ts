import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {cp, mkdir, symlink, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {suite, test} from 'node:test';
import {promisify} from 'node:util';
import {makeHome, programFile, runProgram} from '../helpers/built-program.js';
import {viduDone} from './answers.js';
import {startFakeAccount, watching} from './fake-account.js';
import {hashesIn, picture, sha256} from './media.js';

const id = '817971131377016832';

suite('what is published', {concurrency: true}, () => {
	test('it is the built program, what tells of it, and nothing else', async () => {
		const root = path.join(path.dirname(programFile), '..');
		const {stdout} = await promisify(execFile)('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {cwd: root});

		const [{files}] = JSON.parse(stdout) as [{files: ReadonlyArray<{path: string}>}];
		const others = files.map(file => file.path).filter(file => !/^dist\/(?:chunks\/)?[\w.-]+\.(?:js|txt)$/.test(file));
		assert.deepEqual(others.toSorted(), [
			'CHANGELOG.md',
			'LICENSE',
			'README.md',
			'dist/config.schema.json',
			'dist/taskwatch.1',
			'dist/taskwatch.d.ts',
			'package.json',
		]);
		assert.ok(files.some(file => file.path === 'dist/third-party-licenses.txt'));
	});

	test('the types of its JSON can be imported', async () => {
		await using home = await makeHome();
		const root = path.join(path.dirname(programFile), '..');
		await mkdir(path.join(home.folder, 'node_modules'));
		await symlink(root, path.join(home.folder, 'node_modules/taskwatch'));
		const script = (field: string) =>
			`import type {TasksDocument} from 'taskwatch';\nexport const url = (document: TasksDocument) => document.tasks[0]?.outputs[0]?.${field};\n`;
		await writeFile(path.join(home.folder, 'right.ts'), script('url'));
		await writeFile(path.join(home.folder, 'wrong.ts'), script('link'));
		const tsc = path.join(root, 'node_modules/.bin/tsc');
		const check = async (file: string) =>
			promisify(execFile)(tsc, ['--noEmit', '--strict', '--module', 'nodenext', file], {cwd: home.folder});

		await check('right.ts');
		await assert.rejects(check('wrong.ts'), {stdout: /Property 'link' does not exist on type 'TaskOutput'/});
	});

	test('it asks and saves without any package beside it', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		const bytes = picture(1000);
		account.tell(id, viduDone(account.serve('result.png', bytes, 'image/png')));
		const folder = path.join(home.folder, 'program');
		await cp(path.dirname(programFile), folder, {recursive: true});
		await cp(path.join(path.dirname(programFile), '..', 'package.json'), path.join(home.folder, 'package.json'));

		const {exitCode, errorOutput} = await runProgram({
			...watching(account, home, id, '--download'),
			file: path.join(folder, 'taskwatch.js'),
		});

		assert.deepEqual({exitCode, errorOutput}, {exitCode: 0, errorOutput: `Results are in ${home.outputFolder}\n`});
		assert.deepEqual(await hashesIn(home.outputFolder), {[`vidu-${id}-1.png`]: sha256(bytes)});
	});
});
