import {lookup} from 'node:dns/promises';
import {connect} from 'node:tls';
import {readReply} from '../providers/read-reply.js';
import type {Account} from '../providers/services/account.js';
import type {Problem} from '../task/health.js';
import {createApiCall} from './api-call.js';
import {authorisationHeaders} from './authorise.js';
import {trustWith, usableFiles} from './certificates.js';
import type {Connections} from './connections.js';
import {createApiAgent} from './http-agents.js';
import {createKlingSigner} from './kling-key.js';
import {networkReason} from './network-reason.js';
import {redact} from './redact.js';
import {headerText} from './response.js';

/** What TLS came to. */
export type TlsFacts = {
	readonly protocol: string;
	readonly issuer: string;
	/** Milliseconds since the Unix epoch. */
	readonly validUntil: number;
};

/**
How an API was reached. Each step is told by what came of it, or by why nothing did.
*/
export type ApiProbe = {
	readonly addresses: readonly string[] | string;
	/** Absent for http, and where nothing was found out. */
	readonly tls?: TlsFacts;
	readonly answer:
		| {
				readonly httpStatus: number;
				readonly contentType: string;
				readonly tookMs: number;
				/** The service's clock less ours. */
				readonly clockAheadMs?: number;
				readonly problem?: Problem;
		  }
		| string;
};

export type ApiProbeOptions = {
	readonly account: Account;
	readonly key: string | undefined;
	readonly connections: Connections;
	readonly version: string;
	/** @returns Milliseconds since the Unix epoch. */
	readonly now: () => number;
	/** @default 10_000 */
	readonly timeoutMs?: number;
};

/** No service gives such an identifier to a task. */
const noTask = {id: 'taskwatch-doctor-0', before: []};

const tlsFacts = async ({hostname, port}: URL, files: readonly string[], timeoutMs: number): Promise<TlsFacts> =>
	new Promise((resolve, reject) => {
		const trust = trustWith(files);
		const socket = connect({
			host: hostname,
			port: Number(port || 443),
			servername: /^[\d.]+$|:/v.test(hostname) ? '' : hostname,
			rejectUnauthorized: true,
			timeout: timeoutMs,
			...(trust && {secureContext: trust}),
		});
		socket.once('error', reject);
		socket.once('timeout', () => socket.destroy(new Error('no answer in time')));
		socket.once('secureConnect', () => {
			const {issuer, valid_to: validTo} = socket.getPeerCertificate();
			const name = issuer['O'] ?? issuer['CN'] ?? '';
			resolve({
				protocol: socket.getProtocol() ?? '',
				issuer: Array.isArray(name) ? name.join(', ') : name,
				validUntil: Date.parse(validTo),
			});
			socket.destroy();
		});
	});

/**
Ask an API one harmless question, about a task that there is none of, in the same way as all others are asked. Without a key it is asked without one.
*/
export const probeApi = async ({
	account: {service, baseUrl, caFile},
	key,
	connections: {proxies, certificateFile},
	version,
	now,
	timeoutMs = 10_000,
}: ApiProbeOptions): Promise<ApiProbe> => {
	const files = usableFiles([certificateFile, caFile]);
	const path = service.taskPath(noTask) ?? '/';
	let serverAt = Number.NaN;
	const agent = createApiAgent({connectionCount: 1, proxies, trust: trustWith(files)});
	const call = createApiCall({
		version,
		agent,
		timeoutMs,
		onHeaders(headers) {
			serverAt = Date.parse(headerText(headers, 'date') ?? '');
		},
	});

	const ask = async (): Promise<ApiProbe['answer']> => {
		const shown = key === undefined ? {} : authorisationHeaders(service.authorisation, key, createKlingSigner(now));
		const askedAt = now();
		const headers = {...service.headers, ...shown};
		const reply = await call({baseUrl: baseUrl.href, headers}, {method: 'GET', path}, new AbortController().signal);
		const tookMs = now() - askedAt;
		const clock = Number.isNaN(serverAt) ? {} : {clockAheadMs: serverAt - (askedAt + tookMs / 2)};
		if (reply.type !== 'text') {
			const {problem} = {problem: undefined, ...reply};
			return {httpStatus: 0, contentType: '', tookMs, ...clock, ...(problem && {problem})};
		}

		const {httpStatus, contentType, text} = reply;
		const {problem} = readReply({httpStatus, contentType, text, path});
		const secrets = key === undefined ? [] : [key, ...key.split(':')];
		return {
			httpStatus,
			contentType,
			tookMs,
			...clock,
			...(problem && {problem: {...problem, message: redact(problem.message, secrets)}}),
		};
	};

	const isDirect = !proxies?.https;
	const [addresses, tls, answer] = await Promise.all([
		lookup(baseUrl.hostname.replace(/^\[|\]$/gv, ''), {all: true}).then(
			found => found.map(({address}) => address),
			networkReason,
		),
		isDirect && baseUrl.protocol === 'https:' ? tlsFacts(baseUrl, files, timeoutMs).catch(() => undefined) : undefined,
		ask().catch((error: unknown) => (error instanceof Error ? error.message : String(error))),
	]);
	await agent.destroy();
	return {addresses, ...(tls && {tls}), answer};
};
