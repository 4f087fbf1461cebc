import packageJson from '../package.json' with {type: 'json'};
import {parseCommandLine} from './command-line.js';
import {helpText} from './help-text.js';
import {controlJob} from './job-control.js';
import {watchForLeaving} from './leaving.js';
import {homeFolder} from './platform/folders.js';
import {resolvePath} from './platform/resolve-path.js';
import type {Program} from './program.js';
import {readSettings} from './settings.js';
import {subcommandOf} from './subcommands/subcommands.js';
import {UsageError} from './task/errors.js';
import type {Log} from './task/log.js';
import {undoUnsafe} from './unsafe-environment.js';

const {version} = packageJson;
const {env, stdin, stdout, stderr} = process;

const canDraw = env['TERM'] !== 'dumb' && !env['CI'];

const leaving = watchForLeaving(process);
const warnings = undoUnsafe(env);

const killGroup = (processId: number): void => {
	try {
		process.kill(-processId, 'SIGKILL');
	} catch {
		// It has just ended by itself.
	}
};

const program: Program = {
	version,
	processId: process.pid,
	nodeVersion: process.versions.node,
	environment: env,
	home: homeFolder(),
	warnings,
	stdin,
	stdout,
	stderr,
	leaving,
	hasScreen: stdout.isTTY === true && canDraw,
	hasProgress: stderr.isTTY === true && canDraw,
	onContinue: listener => process.on('SIGCONT', listener),
	killGroup,
	stopJob: () => process.kill(0, 'SIGTSTP'),
	controlJob: screen => controlJob(process, screen),
};

let log: Log | undefined;

const main = async (): Promise<number> => {
	const {command, words, flags} = parseCommandLine(process.argv.slice(2));
	if (flags.help || flags.version) {
		stdout.write(`${flags.help ? helpText(command) : version}\n`);
		return 0;
	}

	stderr.write(warnings.map(warning => `taskwatch: ${warning}\n`).join(''));
	const settings = readSettings(flags, env, program.home);
	if (settings.logFile !== undefined) {
		const {openLogFile} = await import('./platform/log-file.js');
		log = openLogFile(resolvePath(settings.logFile, program.home), Date.now);
		log.write('info', 'start', {command, version, node: program.nodeVersion, pid: process.pid});
	}

	return subcommandOf(command ?? 'dashboard').run(words, settings, {...program, log});
};

const report = (error: unknown): number => {
	const isUsage = error instanceof UsageError;
	const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
	log?.write('error', isUsage ? 'refused' : 'crash', {problem: isUsage ? error.message : told});
	stderr.write(isUsage ? `taskwatch: ${error.message}\n` : `${told}\n`);
	return isUsage ? 2 : 1;
};

/** Settles when all that was written has been taken, or nobody takes it any more. */
const flushed = async (stream: NodeJS.WriteStream): Promise<void> =>
	new Promise(resolve => {
		stream.write('', () => resolve());
	});

const run = async (): Promise<void> => {
	// What breaks off because we were asked to leave is no fault.
	const code = await main().catch(error => leaving.code() ?? report(error));
	// A pipe that nobody reads any more decides how it ends.
	await flushed(stdout);
	const crash = leaving.crash();
	process.exitCode = crash === undefined ? (leaving.code() ?? code) : report(crash);
	log?.write('info', 'end', {exitCode: process.exitCode});
};

/**
Settles when the program is over. Who loads this file waits for it, and not the file itself: the parts that it loads begin with it, and would wait for one another.
*/
export const ended: Promise<void> = run();
