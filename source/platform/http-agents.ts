import type {SecureContext} from 'node:tls';
import type {Dispatcher} from 'undici';
import {createAgent} from './proxied-agent.js';
import type {Proxies} from './proxies.js';
import {createPublicLookup} from './public-lookup.js';

const common = {
	keepAliveTimeout: 60_000,
	keepAliveMaxTimeout: 10 * 60_000,
	// Over HTTP/2 one lost connection would take every request of a host with it.
	allowH2: false,
} as const;

/** How a host is reached, and whom to believe that it is that host. */
type Way = {
	readonly proxies?: Proxies | undefined;
	readonly trust?: SecureContext | undefined;
};

/** Certificates are checked whatever the environment says. */
const connectWith = ({trust}: Way) => ({
	timeout: 10_000,
	rejectUnauthorized: true,
	...(trust && {secureContext: trust}),
});

/**
For the API, to which the token goes. By http it is asked directly, as a proxy would read the token.

@param connectionCount - Per origin. @default 4
*/
export const createApiAgent = ({
	connectionCount = 4,
	...way
}: Way & {readonly connectionCount?: number | undefined} = {}): Dispatcher =>
	createAgent({
		...common,
		connections: connectionCount,
		proxies: way.proxies && {...way.proxies, http: undefined},
		connect: connectWith(way),
	});

/**
For media hosts, which never see the token. A name that leads to a private address is refused.

@param isLoopbackAllowed - For a service that runs on this machine.
*/
export const createMediaAgent = ({
	isLoopbackAllowed,
	...way
}: Way & {readonly isLoopbackAllowed: boolean}): Dispatcher =>
	createAgent({
		...common,
		connections: 8,
		proxies: way.proxies,
		connect: connectWith(way),
		lookup: createPublicLookup(isLoopbackAllowed),
	});
