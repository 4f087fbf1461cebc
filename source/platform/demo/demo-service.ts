import {setTimeout as sleep} from 'node:timers/promises';
import {createCatalogue} from './catalogue.js';
import {createDemoApi} from './demo-api.js';
import {listenOnLoopback} from './http/loopback-server.js';
import {jsonReply, send} from './http/reply.js';
import type {Wait} from './http/throttle.js';
import {createLinkSigner} from './links.js';
import {createMediaHost} from './media-host.js';
import {moreTasksText} from './more-tasks.js';
import {demoScript, moreTasksScript} from './script.js';

export type DemoServiceOptions = {
	/** @returns Milliseconds since the Unix epoch. All answers follow from it. */
	readonly now: () => number;
	/**
	Makes the token and the key of the links.

	@default Math.random
	*/
	readonly random?: () => number;
	/**
	How many seconds of the script pass in one second.

	@default 1
	*/
	readonly pace?: number;
	/** How the slow download waits. */
	readonly wait?: Wait;
};

export type DemoService = {
	readonly apiUrl: string;
	readonly mediaUrl: string;
	readonly token: string;
	readonly tasks: readonly {readonly id: string; readonly label?: string}[];
	/** A messy text with the identifiers of further tasks, which start when they are first asked about. */
	readonly moreTasks: string;
	/** How many times the token, or any other, was sent to the media host. */
	readonly leakedTokenCount: () => number;
	readonly close: () => Promise<void>;
};

const secretLength = 40;

const randomText = (random: () => number): string =>
	Array.from({length: secretLength}, () => Math.floor(random() * 36).toString(36)).join('');

const defaultWait: Wait = (milliseconds, signal) => sleep(milliseconds, undefined, {signal});

/**
Start an API with tasks in all documented answer shapes, and a media host with what they make, both on loopback.
*/
export const startDemoService = async ({
	now,
	random = Math.random,
	pace = 1,
	wait = defaultWait,
}: DemoServiceOptions): Promise<DemoService> => {
	const closing = new AbortController();
	const token = `sk-demo-${randomText(random)}`;
	const signer = createLinkSigner(randomText(random));
	const catalogue = createCatalogue([...demoScript, ...moreTasksScript]);

	const mediaHost = createMediaHost({catalogue, signer, now, pace, wait, signal: closing.signal});
	const mediaServer = await listenOnLoopback(mediaHost.listener);
	const api = createDemoApi({
		tasks: demoScript,
		tasksOnDemand: moreTasksScript,
		token,
		catalogue,
		signer,
		mediaOrigin: mediaServer.origin,
		now,
		pace,
	});
	const apiServer = await listenOnLoopback((request, response) => {
		send(
			response,
			request.method === 'GET'
				? api.reply(request.url ?? '', request.headers.authorization)
				: jsonReply(405, {error: {message: 'Only GET is allowed', type: 'method_not_allowed'}}, {allow: 'GET'}),
		);
	});

	return {
		apiUrl: apiServer.origin,
		mediaUrl: mediaServer.origin,
		token,
		tasks: demoScript.map(({id, label}) => (label === undefined ? {id} : {id, label})),
		moreTasks: moreTasksText(apiServer.origin),
		leakedTokenCount: mediaHost.authorizedRequestCount,
		async close() {
			closing.abort();
			await Promise.all([apiServer.close(), mediaServer.close()]);
		},
	};
};
