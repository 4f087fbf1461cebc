import assert from 'node:assert/strict';
import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile} from 'node:fs/promises';
import {constants, tmpdir} from 'node:os';
import path from 'node:path';
import {text} from 'node:stream/consumers';
import {type TestContext, test} from 'node:test';
import {build} from 'esbuild';
import {launcherOptions, rootFolder} from '../.build/program-options.ts';

/*
Prints what it was started with; ends as its first argument says, or waits for a signal.
*/
const program = `
const [ending] = process.argv.slice(2);
if (ending === 'wait') {
	const keepAlive = setInterval(() => {}, 1000);
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.on(signal, () => {
			console.log(signal);
			clearInterval(keepAlive);
			process.exitCode = 42;
		});
	}
} else if (ending === 'killed') {
	process.kill(process.pid, 'SIGKILL');
} else {
	process.exitCode = Number(ending);
}
console.log(JSON.stringify({arguments: process.argv.slice(2), version: process.versions.node}));
`;

const withoutLocalPath = (process.env['PATH'] ?? '')
	.split(path.delimiter)
	.filter(folder => !folder.includes('node_modules'))
	.join(path.delimiter);

/** The Node of the machine, which is not the one these tests are run by. */
const findOldNode = (): {readonly node: string; readonly version: string} | undefined => {
	try {
		const script = 'console.log(process.execPath + "\\n" + process.versions.node)';
		const env = {...process.env, PATH: withoutLocalPath};
		const [node = '', version = ''] = execFileSync('node', ['-e', script], {env, encoding: 'utf8'}).trim().split('\n');
		const [major = 0, minor = 0] = version.split('.').map(Number);
		return major < 22 || (major === 22 && minor < 19) ? {node, version} : undefined;
	} catch {
		return undefined;
	}
};

const oldNode = findOldNode();
const skip = oldNode ? false : 'No Node older than 22.19 is on the PATH outside of node_modules';

const install = async (context: TestContext, {hasPinnedNode}: {readonly hasPinnedNode: boolean}): Promise<string> => {
	const root = await mkdtemp(path.join(tmpdir(), 'taskwatch-launch-'));
	context.after(() => rm(root, {recursive: true}));

	await build({...launcherOptions, outdir: path.join(root, 'dist')});
	await writeFile(path.join(root, 'package.json'), '{"type": "module"}');
	await writeFile(path.join(root, 'dist/cli.js'), program);

	if (hasPinnedNode) {
		await mkdir(path.join(root, 'node_modules/node/bin'), {recursive: true});
		await symlink(process.execPath, path.join(root, 'node_modules/node/bin/node'));
	}

	return root;
};

const start = (root: string, node: string, args: readonly string[]) =>
	spawn(node, [path.join(root, 'dist/taskwatch.js'), ...args], {
		env: {XDG_CACHE_HOME: path.join(root, 'cache')},
		stdio: ['ignore', 'pipe', 'pipe'],
	});

const run = async (root: string, node: string, args: readonly string[]) => {
	const child = start(root, node, args);
	const [output, errorOutput, [exitCode]] = await Promise.all([
		text(child.stdout),
		text(child.stderr),
		once(child, 'exit'),
	]);
	return {exitCode, output, errorOutput};
};

test('the version it asks for is the one of package.json', async () => {
	const {engines} = JSON.parse(await readFile(path.join(rootFolder, 'package.json'), 'utf8'));
	const source = await readFile(path.join(rootFolder, 'source/launch.ts'), 'utf8');

	const required = ['Major', 'Minor'].map(part => new RegExp(`required${part} = (\\d+);`).exec(source)?.[1]).join('.');

	assert.equal(engines.node, `>=${required}`);
});

test('a recent Node runs the program itself and keeps its compiled code to itself', async context => {
	const root = await install(context, {hasPinnedNode: false});

	const result = await run(root, process.execPath, ['7', '--json', 'a b']);

	assert.deepEqual(result, {
		exitCode: 7,
		output: `${JSON.stringify({arguments: ['7', '--json', 'a b'], version: process.versions.node})}\n`,
		errorOutput: '',
	});
	const {mode} = await stat(path.join(root, 'cache/taskwatch'));
	assert.equal(mode & 0o777, 0o700);
});

test('a cache folder that cannot be made does not keep the program from running', async context => {
	const root = await install(context, {hasPinnedNode: false});
	await writeFile(path.join(root, 'cache'), 'a file where a folder should be');

	const {exitCode, errorOutput} = await run(root, process.execPath, ['0']);

	assert.deepEqual({exitCode, errorOutput}, {exitCode: 0, errorOutput: ''});
});

test('an old Node hands over to the pinned one, with arguments, output and exit code', {skip}, async context => {
	const root = await install(context, {hasPinnedNode: true});

	const result = await run(root, oldNode?.node ?? '', ['5', '--all', '']);

	assert.deepEqual(result, {
		exitCode: 5,
		output: `${JSON.stringify({arguments: ['5', '--all', ''], version: process.versions.node})}\n`,
		errorOutput: '',
	});
});

test('a program that is killed is told by 128 and the number of the signal', {skip}, async context => {
	const root = await install(context, {hasPinnedNode: true});

	const {exitCode} = await run(root, oldNode?.node ?? '', ['killed']);

	assert.equal(exitCode, 128 + constants.signals.SIGKILL);
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	test(`${signal} reaches the program behind an old Node`, {skip}, async context => {
		const root = await install(context, {hasPinnedNode: true});
		const child = start(root, oldNode?.node ?? '', ['wait']);
		const exit = once(child, 'exit');
		const output: string[] = [];
		child.stdout.setEncoding('utf8').on('data', chunk => output.push(chunk));
		await once(child.stdout, 'data');

		child.kill(signal);

		assert.deepEqual(await exit, [42, null]);
		assert.equal(output.join('').split('\n').at(-2), signal);
	});
}

test('an old Node alone says in one sentence what is needed', {skip}, async context => {
	const root = await install(context, {hasPinnedNode: false});

	const result = await run(root, oldNode?.node ?? '', ['0']);

	assert.deepEqual(result, {
		exitCode: 1,
		output: '',
		errorOutput: `taskwatch needs Node.js 22.19 or later, but was started with ${oldNode?.version}.\n`,
	});
});

test('a pinned Node that is too old itself is not started again and again', {skip}, async context => {
	const root = await install(context, {hasPinnedNode: false});
	await mkdir(path.join(root, 'node_modules/node/bin'), {recursive: true});
	await symlink(oldNode?.node ?? '', path.join(root, 'node_modules/node/bin/node'));

	const {exitCode} = await run(root, oldNode?.node ?? '', ['0']);

	assert.equal(exitCode, 1);
});
