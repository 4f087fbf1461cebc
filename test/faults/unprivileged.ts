import {execFileSync} from 'node:child_process';
import {chmodSync, chownSync} from 'node:fs';
import {NotProvokedError} from './fault.js';

const nobody = 65_534;

/**
How a command is run by a user whom permissions hold back, with a folder that is his. Nothing is forbidden to root, so that a fault of permissions would prove nothing.

@throws {NotProvokedError} where no such user can be had.
*/
export const asUnprivileged = (command: readonly string[], folder: string): readonly string[] => {
	if (process.getuid?.() !== 0) {
		return command;
	}

	const way = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];
	try {
		execFileSync('setpriv', [...way.slice(1), process.execPath, '--version'], {stdio: 'ignore'});
	} catch (error) {
		throw new NotProvokedError('root is held back by no permission, and there is no other user to be had here', {
			cause: error,
		});
	}

	chownSync(folder, nobody, nobody);
	chmodSync(folder, 0o700);
	return [...way, ...command];
};
