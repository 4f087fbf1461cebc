import type {AskTask, OpenMedia, ResolveLink} from '../engine/ports.js';
import {readLink} from '../providers/read-link.js';
import {readReply} from '../providers/read-reply.js';
import {createAskTask} from './ask-task.js';
import {createApiAgent, createMediaAgent} from './http-agents.js';
import {createOpenMedia} from './open-media.js';
import {createResolveLink} from './resolve-link.js';

export type Network = {
	readonly askTask: AskTask;
	readonly resolveLink: ResolveLink;
	readonly openMedia: OpenMedia;
	/** Close every connection. */
	readonly close: () => Promise<void>;
};

export type NetworkOptions = {
	readonly baseUrl: URL;
	readonly token: string;
	readonly version: string;
	readonly concurrency: number | undefined;
};

const loopbackNames = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/v;

/**
All that talks to the network. A service on this machine may send results from this machine; another one may not.
*/
export const createNetwork = ({baseUrl, token, version, concurrency}: NetworkOptions): Network => {
	const isLoopbackAllowed = loopbackNames.test(baseUrl.hostname);
	const apiAgent = createApiAgent({connectionCount: concurrency});
	const mediaAgent = createMediaAgent({isLoopbackAllowed});
	const api = {baseUrl: baseUrl.href, token, version, agent: apiAgent};

	return {
		askTask: createAskTask({...api, readReply}),
		resolveLink: createResolveLink({...api, readLink}),
		openMedia: createOpenMedia({agent: mediaAgent, isLoopbackAllowed}),

		async close() {
			await Promise.all([apiAgent.destroy(), mediaAgent.destroy()]);
		},
	};
};
