#!/usr/bin/env node
import module from 'node:module';
import {constants, homedir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

// Only what Node 14 has: an old Node must get as far as to be replaced, or to say what is missing.

const requiredMajor = 22;
const requiredMinor = 19;

const isRecentEnough = (version: string): boolean => {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	return major > requiredMajor || (major === requiredMajor && minor >= requiredMinor);
};

/**
Keep the compiled code from one start to the next, in a folder of the user's own.
*/
const keepCompiledCode = (): void => {
	try {
		const folder = path.join(process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache'), 'taskwatch');
		// Imported at the top, it would load all that it could read and write files with.
		process.getBuiltinModule('node:fs').mkdirSync(folder, {recursive: true, mode: 0o700});
		module.enableCompileCache(folder);
	} catch {
		// Without it everything works, only later.
	}
};

/**
The Node of the development dependency `node`, unless it is the one that runs this.
*/
const findPinnedNode = async (): Promise<string | undefined> => {
	const {realpathSync} = await import('node:fs');
	const name = process.platform === 'win32' ? 'node.exe' : 'node';
	const pinned = fileURLToPath(new URL(`../node_modules/node/bin/${name}`, import.meta.url));

	try {
		return realpathSync(pinned) === realpathSync(process.execPath) ? undefined : pinned;
	} catch {
		// Not installed, as wherever the package was installed without its development dependencies.
		return undefined;
	}
};

const refuse = (): void => {
	const required = `${requiredMajor}.${requiredMinor}`;
	console.error(`taskwatch needs Node.js ${required} or later, but was started with ${process.versions.node}.`);
	process.exit(1);
};

/**
Run the program with another Node, and end as it ends.
*/
const handOver = async (node: string): Promise<void> => {
	const {spawn} = await import('node:child_process');
	const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {stdio: 'inherit'});

	child.once('error', refuse);
	child.once('exit', (code, signal) => {
		process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1));
	});

	for (const signal of ['SIGTERM', 'SIGHUP', 'SIGUSR2'] as const) {
		process.on(signal, () => child.kill(signal));
	}

	// A terminal sends these to both of us, and the second one of its kind would cut the child's clean end short.
	const hasTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
	for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
		process.on(signal, () => hasTerminal || child.kill(signal));
	}
};

/**
Keep to ourselves that Node 22 calls its database experimental: people can do nothing about it, and it would stand in their output.
*/
const hideExperimentalWarnings = (): void => {
	const printers = process.listeners('warning');
	process.removeAllListeners('warning');
	process.on('warning', warning => {
		if (warning.name !== 'ExperimentalWarning') {
			for (const print of printers) {
				print.call(process, warning);
			}
		}
	});
};

/**
Where files may not grow beyond a limit, the system ends a program that tries. With a listener its write fails instead, which is told.
*/
const outliveFileLimit = (): void => {
	process.on('SIGXFSZ', () => undefined);
};

if (isRecentEnough(process.versions.node)) {
	hideExperimentalWarnings();
	keepCompiledCode();
	outliveFileLimit();
	const {ended} = await import('./cli.js');
	await ended;
} else {
	const node = await findPinnedNode();
	await (node === undefined ? refuse() : handOver(node));
}
