import {type Proxies, readProxies} from './proxies.js';

/**
What an environment says of how hosts are reached.
*/
export type Connections = {
	readonly proxies?: Proxies | undefined;
	/** What `SSL_CERT_FILE` names. */
	readonly certificateFile?: string | undefined;
};

/**
@throws {UsageError} for a proxy that cannot be used.
*/
export const readConnections = (environment: Readonly<Record<string, string | undefined>>): Connections => ({
	proxies: readProxies(environment),
	certificateFile: environment['SSL_CERT_FILE'] || undefined,
});
