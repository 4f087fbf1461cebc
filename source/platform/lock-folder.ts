import {randomUUID} from 'node:crypto';
import {existsSync, readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {type Lock, takeLock} from './process-lock.js';

/**
A lock for each process that uses a folder, which tells the others whether it still runs. All but `release` are to be called by one process at a time.
*/
export type LockFolder = {
	/** The name of this process. Its lock is taken when it is first asked for. */
	readonly own: () => string;
	/** Whether a process of that name is gone. Its lock then is too. */
	readonly isDead: (name: string) => boolean;
	/** Remove the locks of all that are gone. */
	readonly removeDead: () => void;
	/** End the lock of this process, after something is done with its name. */
	readonly release: (before: (name: string) => void) => void;
};

/**
@param prefix - What its files are called: `PREFIX-NAME.lock`.
*/
export const createLockFolder = (folder: string, prefix: string): LockFolder => {
	const pathOf = (name: string): string => join(folder, `${prefix}-${name}.lock`);
	let own: {readonly name: string; readonly lock: Lock} | undefined;

	const removeLock = (name: string): void => {
		rmSync(pathOf(name), {force: true});
		rmSync(`${pathOf(name)}-journal`, {force: true});
	};

	const isDead = (name: string): boolean => {
		if (name === own?.name) {
			return false;
		}

		const lock = existsSync(pathOf(name)) ? takeLock(pathOf(name)) : {release: () => undefined};
		lock?.release();
		if (lock) {
			removeLock(name);
		}

		return lock !== undefined;
	};

	return {
		own() {
			if (!own) {
				const name = randomUUID();
				const lock = takeLock(pathOf(name));
				if (!lock) {
					throw new Error(`${pathOf(name)} is in use`);
				}

				own = {name, lock};
			}

			return own.name;
		},

		isDead,

		removeDead() {
			for (const file of readdirSync(folder)) {
				if (file.startsWith(`${prefix}-`) && file.endsWith('.lock')) {
					isDead(file.slice(prefix.length + 1, -'.lock'.length));
				}
			}
		},

		release(before) {
			if (own) {
				const {name, lock} = own;
				own = undefined;
				try {
					before(name);
				} finally {
					lock.release();
					removeLock(name);
				}
			}
		},
	};
};
