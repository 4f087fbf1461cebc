import {Agent} from 'undici';
import {createPublicLookup} from './public-lookup.js';

const connectTimeoutMs = 10_000;

const common = {
	keepAliveTimeout: 60_000,
	keepAliveMaxTimeout: 10 * 60_000,
	// Over HTTP/2 one lost connection would take every request of a host with it.
	allowH2: false,
} as const;

/**
For the API, to which the token goes.

@param connectionCount - Per origin. @default 4
*/
export const createApiAgent = ({connectionCount = 4}: {readonly connectionCount?: number | undefined} = {}): Agent =>
	new Agent({...common, connections: connectionCount, connect: {timeout: connectTimeoutMs}});

/**
For media hosts, which never see the token. A name that leads to a private address is refused.

@param isLoopbackAllowed - For a service that runs on this machine.
*/
export const createMediaAgent = ({isLoopbackAllowed}: {readonly isLoopbackAllowed: boolean}): Agent =>
	new Agent({
		...common,
		connections: 8,
		connect: {timeout: connectTimeoutMs, lookup: createPublicLookup(isLoopbackAllowed)},
	});
