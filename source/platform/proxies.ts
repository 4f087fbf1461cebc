import {UsageError} from '../task/errors.js';

/** A proxy, and the variable that names it. */
export type HttpProxy = {readonly url: URL; readonly origin: string};

/**
The proxies that an environment names.
*/
export type Proxies = {
	/** For https addresses. */
	readonly https: HttpProxy | undefined;
	/** For http addresses. */
	readonly http: HttpProxy | undefined;
	/** Hosts that are asked without a proxy: names with their subdomains, with or without a port, or `*`. */
	readonly exceptions: readonly string[];
};

/** What is on this machine is no business of a proxy, which would look for it on its own. */
const loopbackExceptions = ['localhost', '127.0.0.1', '[::1]'];

const proxyOf = (text: string, origin: string): HttpProxy => {
	const url = URL.parse(text.includes('://') ? text : `http://${text}`);
	if (!url || url.hostname === '') {
		throw new UsageError(`${origin} must be the address of a proxy such as http://proxy.example:3128.`);
	}

	if (url.protocol !== 'http:' && url.protocol !== 'https:') {
		throw new UsageError(
			`${origin} names a ${url.protocol.slice(0, -1)} proxy, but only http and https proxies can be used. Name one with HTTPS_PROXY, or unset ${origin}.`,
		);
	}

	return {url, origin};
};

/**
Read the usual variables, in small letters first, as other programs do. `ALL_PROXY` is for what no other one is for, and `HTTP_PROXY` for https too where `HTTPS_PROXY` is missing. What is on this machine is always asked without a proxy.

@throws {UsageError} for what is no proxy that can be used. A password is not repeated.
*/
export const readProxies = (environment: Readonly<Record<string, string | undefined>>): Proxies => {
	const choose = (...names: readonly string[]): HttpProxy | undefined => {
		const origin = names.flatMap(name => [name.toLowerCase(), name]).find(name => environment[name]?.trim());
		return origin === undefined ? undefined : proxyOf(environment[origin]?.trim() ?? '', origin);
	};

	const exceptions = environment['no_proxy'] ?? environment['NO_PROXY'] ?? '';
	return {
		https: choose('HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'),
		http: choose('HTTP_PROXY', 'ALL_PROXY'),
		exceptions: [...exceptions.split(/[\s,]+/v).filter(name => name !== ''), ...loopbackExceptions],
	};
};
