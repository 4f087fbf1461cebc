import type {AskTask, CancelTask, OpenKept, OpenMedia, ResolveLink} from '../engine/ports.js';
import type {FactsOfHeld, ProbeMedia} from '../engine/probe-ports.js';
import {readLink} from '../providers/read-link.js';
import {readReply} from '../providers/read-reply.js';
import type {Account} from '../providers/services/account.js';
import type {TaskId} from '../task/task.js';
import {createAccountApi} from './account-api.js';
import {createAnswerFiles} from './answer-files.js';
import type {AnswerFolder} from './answer-folder.js';
import {createAskTask} from './ask-task.js';
import {createCancelTask} from './cancel-task.js';
import {trustWith, usableFiles} from './certificates.js';
import type {Connections} from './connections.js';
import {createMediaAgent} from './http-agents.js';
import {createKlingSigner} from './kling-key.js';
import {createFactsOfHeld} from './media-facts.js';
import {createOpenMedia} from './open-media.js';
import {createProbeMedia} from './probe-media.js';
import {createResolveLink} from './resolve-link.js';
import {createTrustingCall} from './trusting-call.js';

export type Network = {
	readonly askTask: AskTask;
	readonly cancelTask: CancelTask;
	readonly resolveLink: ResolveLink;
	readonly openMedia: OpenMedia;
	readonly openKept: OpenKept;
	readonly probeMedia: ProbeMedia;
	readonly factsOfHeld: FactsOfHeld;
	/** Close every connection. */
	readonly close: () => Promise<void>;
};

export type NetworkOptions = Connections & {
	readonly accounts: readonly Account[];
	/** The profile that a task is watched with. */
	readonly profileOf: (id: TaskId) => string;
	/** Where the files go that answers hold. */
	readonly answerFolder: Pick<AnswerFolder, 'path'>;
	readonly version: string;
	/** @returns Milliseconds since the Unix epoch. */
	readonly now: () => number;
};

const loopbackNames = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/v;

/** Connections to one host, if the account does not say how many. */
const usualConcurrency = 4;

/**
All that talks to the network. If the services are on this machine, their results may be so too; else they may not.

The API of an account is believed on the word of that account's certificates; files, for which no key is sent, on that of all accounts'.
*/
export const createNetwork = ({
	accounts,
	profileOf,
	answerFolder,
	version,
	now,
	proxies,
	certificateFile,
}: NetworkOptions): Network => {
	const isLoopbackAllowed = accounts.every(({baseUrl}) => loopbackNames.test(baseUrl.hostname));
	const connectionCount = Math.max(...accounts.map(({concurrency = usualConcurrency}) => concurrency));
	const caFiles = [...new Set(accounts.map(({caFile}) => caFile))];
	// Other programs set the variable too: where it names nothing of use, nothing is trusted for it.
	const sharedFiles = usableFiles([certificateFile]);
	const trust = trustWith(usableFiles([certificateFile, ...caFiles]));
	const mediaAgent = createMediaAgent({isLoopbackAllowed, proxies, trust});
	const {call, destroy} = createTrustingCall({version, caFiles, sharedFiles, connectionCount, proxies});
	const api = createAccountApi({accounts, profileOf, call, signForKling: createKlingSigner(now)});

	const files = createAnswerFiles(answerFolder);

	return {
		askTask: createAskTask({api, readReply, makeFile: files.make, now}),
		cancelTask: createCancelTask({api, readReply}),
		resolveLink: createResolveLink({api, readLink}),
		openMedia: createOpenMedia({agent: mediaAgent, isLoopbackAllowed}),
		probeMedia: createProbeMedia({agent: mediaAgent, isLoopbackAllowed}),
		openKept: files.openKept,
		factsOfHeld: createFactsOfHeld(files.read),

		async close() {
			await Promise.all([destroy(), mediaAgent.destroy()]);
		},
	};
};
