import packageJson from '../package.json' with {type: 'json'};
import {parseCommandLine} from './command-line.js';
import {helpText} from './help-text.js';
import {controlJob} from './job-control.js';
import {watchForLeaving} from './leaving.js';
import {homeFolder} from './platform/folders.js';
import type {Program} from './program.js';
import {readSettings} from './settings.js';
import {subcommandOf} from './subcommands/subcommands.js';
import {UsageError} from './task/errors.js';

const {version} = packageJson;
const {env, stdin, stdout, stderr} = process;

const leaving = watchForLeaving(process);

const program: Program = {
	version,
	processId: process.pid,
	environment: env,
	home: homeFolder(),
	stdin,
	stdout,
	stderr,
	leaving,
	hasScreen: stdout.isTTY === true && env['TERM'] !== 'dumb' && !env['CI'],
	stopJob: () => process.kill(0, 'SIGTSTP'),
	controlJob: screen => controlJob(process, screen),
};

const main = async (): Promise<number> => {
	const {command, words, flags} = parseCommandLine(process.argv.slice(2));
	if (flags.help || flags.version) {
		stdout.write(`${flags.help ? helpText(command) : version}\n`);
		return 0;
	}

	return subcommandOf(command ?? 'dashboard').run(words, readSettings(flags, env, program.home), program);
};

const report = (error: unknown): number => {
	const isUsage = error instanceof UsageError;
	stderr.write(isUsage ? `taskwatch: ${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`);
	return isUsage ? 2 : 1;
};

// What breaks off because we were asked to leave is no fault.
const code = await main().catch(error => leaving.code() ?? report(error));
const crash = leaving.crash();
process.exitCode = crash === undefined ? (leaving.code() ?? code) : report(crash);
