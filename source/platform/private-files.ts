import {closeSync, existsSync, mkdirSync, openSync, statSync} from 'node:fs';
import {othersRight} from './others-rights.js';
import {numberless, ownUserId} from './own-user.js';

/**
Make a folder that its user alone can look into, or see that one that is there can be trusted: whoever may write into it could put another file in the place of ours.

@throws {Error} that says what is wrong with the folder, and what to do.
*/
export const makePrivateFolder = (folder: string): void => {
	mkdirSync(folder, {recursive: true, mode: 0o700});
	const stats = statSync(folder);
	const user = ownUserId() ?? stats.uid;
	// Windows shares no folder of a user.
	if (user === numberless) {
		return;
	}

	if (stats.uid !== user) {
		throw new Error('it belongs to another user');
	}

	if (othersRight(stats) === 'write') {
		throw new Error(`other users may write into it, unless “chmod go-w ${folder}” takes that from them`);
	}
};

/**
Make an empty file that its user alone can read, whatever the process makes of new files, for others to fill. One that is there stays as it is.
*/
export const makePrivateFile = (file: string): void => {
	if (!existsSync(file)) {
		closeSync(openSync(file, 'a', 0o600));
	}
};
