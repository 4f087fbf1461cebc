import type {LookupFunction} from 'node:net';
import {Agent, type buildConnector, type Dispatcher, EnvHttpProxyAgent, Pool} from 'undici';
import {DownloadError} from '../task/errors.js';
import type {Proxies} from './proxies.js';
import {ProxyError} from './proxy-error.js';

type Connect = buildConnector.connector;

/** Tells a failure on the way to the proxy from one behind it. */
const blamingProxy =
	(connect: Connect, {host}: URL): Connect =>
	(options, callback) =>
		connect(options, (...result) => {
			const [error] = result;
			if (error) {
				callback(new ProxyError(host, {cause: error}), null);
			} else {
				callback(...result);
			}
		});

const connectionsTo = (proxy: URL, options: object): Pool =>
	new Pool(proxy.origin, {
		...options,
		...('connect' in options &&
			typeof options.connect === 'function' && {connect: blamingProxy(options.connect as Connect, proxy)}),
	});

/** Names that are never of the internet, in case the proxy knows some. */
const internalName = /^[^.]+$|\.(?:corp|home|home\.arpa|internal|intranet|lan|local|localhost)\.?$/v;

/**
Refuses hosts whose names lead to private addresses. A proxy resolves names itself, so what the names mean on this machine is looked up before it is asked. A name that this machine cannot resolve is left to the proxy: names of the network within are known here.
*/
const judging =
	(lookup: LookupFunction): Dispatcher.DispatcherComposeInterceptor =>
	dispatch =>
	(options, handler) => {
		const {hostname} = new URL(String(options.origin));
		lookup(hostname.replace(/^\[|\]$/gv, ''), {all: true}, error => {
			const refusal =
				error && !(error instanceof DownloadError) && internalName.test(hostname)
					? new DownloadError('content', `The link leads to a private address: ${hostname}`)
					: error;
			if (refusal instanceof DownloadError) {
				// There is no connection yet that a controller could be of.
				handler.onResponseError?.(undefined as never, refusal);
			} else {
				dispatch(options, handler);
			}
		});
		return true;
	};

export type AgentOptions = Agent.Options & {
	readonly connect: buildConnector.BuildOptions;
	readonly proxies: Proxies | undefined;
	/** Refuses addresses that must not be connected to. */
	readonly lookup?: LookupFunction;
};

/**
What makes connections, through the proxies that there are.
*/
export const createAgent = ({proxies, lookup, connect, ...options}: AgentOptions): Dispatcher => {
	const direct = {...connect, ...(lookup && {lookup})};
	if (!proxies?.http && !proxies?.https) {
		return new Agent({...options, connect: direct});
	}

	const addresses = [proxies.http, proxies.https].map(proxy => proxy?.url.href);
	const agent = new EnvHttpProxyAgent({
		...options,
		connect: direct,
		requestTls: connect,
		proxyTls: connect,
		// An empty text keeps the client from reading the environment itself.
		httpProxy: proxies.http?.url.href ?? '',
		httpsProxy: proxies.https?.url.href ?? '',
		noProxy: proxies.exceptions.join(','),
		clientFactory: connectionsTo,
		// For http addresses the proxy is asked for the whole of them, on connections of its own.
		factory: (origin, poolOptions) =>
			addresses.includes(String(origin)) ? connectionsTo(new URL(origin), poolOptions) : new Pool(origin, poolOptions),
	});
	return lookup ? agent.compose(judging(lookup)) : agent;
};
