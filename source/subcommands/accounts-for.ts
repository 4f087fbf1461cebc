import type {Accounts} from '../config/accounts.js';
import {loadAccounts} from '../load-accounts.js';
import {readAll} from '../platform/text-input.js';
import type {Program} from '../program.js';
import type {Settings} from '../settings.js';

/**
The accounts that the user's options, environment and configuration name.

@throws {UsageError}
*/
export const accountsFor = async (settings: Settings, {environment, home, stdin}: Program): Promise<Accounts> =>
	loadAccounts({settings, environment, home, readInput: async () => readAll(stdin)});

/**
The same for a command that asks nothing: a key is not needed.

@throws {UsageError}
*/
export const accountsWithoutKey = async (settings: Settings, {environment, home, stdin}: Program): Promise<Accounts> =>
	loadAccounts({settings, environment, home, readInput: async () => readAll(stdin), needsKey: false});
