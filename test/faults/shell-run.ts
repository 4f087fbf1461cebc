import {execFile} from 'node:child_process';
import type {watching} from '../e2e/fake-account.js';
import {programFile} from '../helpers/built-program.js';

const longestMs = 30_000;

/**
Run the built program, without a terminal, from a shell that does something before.

@param before - What that is, such as `umask 077`.
@param command - What the program is started by, such as another user. @default as it is
*/
export const runAfter = async (
	before: string,
	{home, args, env}: ReturnType<typeof watching>,
	command: (program: readonly string[]) => readonly string[] = program => program,
): Promise<{readonly exitCode: number; readonly output: string}> =>
	new Promise(resolve => {
		const program = command([process.execPath, programFile, ...args]);
		execFile(
			'bash',
			['-c', `${before}; exec "$@"`, '-', ...program],
			{cwd: home.folder, env: {...home.env, ...env}, timeout: longestMs},
			(error, output, errorOutput) =>
				resolve({exitCode: error === null ? 0 : Number(error.code ?? -1), output: output + errorOutput}),
		);
	});
