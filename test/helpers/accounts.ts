import type {Dispatcher} from 'undici';
import {type AccountApi, createAccountApi} from '../../source/platform/account-api.js';
import {createApiCall} from '../../source/platform/api-call.js';
import {createApiAgent} from '../../source/platform/http-agents.js';
import {createKlingSigner} from '../../source/platform/kling-key.js';
import type {Account} from '../../source/providers/services/account.js';
import {findService} from '../../source/providers/services/services.js';
import {defaultProfile} from '../../source/task/watch.js';
import type {Cleanup} from './cleanup.js';

type AccountParts = Partial<Omit<Account, 'service' | 'baseUrl'>> & {
	/** A service by its name. */
	readonly service?: string;
	readonly key?: string;
};

/**
An account of the profile `default` with the aggregator, whose key is `secret`, unless something else is said.
*/
export const accountAt = (
	url: string,
	{service: name = 'gptge', key = 'secret', ...parts}: AccountParts = {},
): Account => {
	const service = findService(name);
	if (!service) {
		throw new Error(`There is no service ${name}`);
	}

	return {
		profile: defaultProfile,
		service,
		baseUrl: new URL(url),
		outputFolder: '.',
		readKey: async () => key,
		...parts,
	};
};

/**
The API of these accounts over the real network. Its connections end with the test.

@param profileOf - By default all tasks are of the first account.
*/
export const apiAt = (
	context: Cleanup,
	accounts: readonly Account[],
	{
		profileOf = () => accounts[0]?.profile ?? defaultProfile,
		now = Date.now,
		timeoutMs,
		connectionCount,
		agent = createApiAgent({connectionCount}),
	}: {
		readonly profileOf?: (id: string) => string;
		readonly now?: () => number;
		readonly timeoutMs?: number | undefined;
		readonly connectionCount?: number;
		/** What makes the connections. It is destroyed with them. */
		readonly agent?: Dispatcher | undefined;
	} = {},
): AccountApi => {
	context.after(async () => agent.destroy());
	return createAccountApi({
		accounts,
		profileOf,
		call: createApiCall({version: '1.2.3', agent, timeoutMs}),
		signForKling: createKlingSigner(now),
	});
};
