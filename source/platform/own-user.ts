import {userInfo} from 'node:os';

/** What Windows calls each user, as it has no numbers for them. */
export const numberless = -1;

/**
The number of this user, or `numberless`.

@returns `undefined` for a user whom the system has no entry for, as in some containers.
*/
export const ownUserId = (): number | undefined => {
	try {
		return userInfo().uid;
	} catch {
		return undefined;
	}
};
