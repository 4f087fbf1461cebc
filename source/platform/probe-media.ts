import type {Dispatcher} from 'undici';
import type {ProbeMedia} from '../engine/probe-ports.js';
import {createFollowLink} from './follow-link.js';
import {factsOfFile} from './media-facts.js';
import {createRangedFile} from './ranged-file.js';

/**
Of each file at most 256 KiB are received, by at most eight requests.

@param agent - One without credentials, as `createMediaAgent` makes.
@param isLoopbackAllowed - For a service that runs on this machine.
@param requestTimeoutMs - The longest time for one part of a file, redirects included. @default 10_000
*/
export const createProbeMedia = ({
	agent,
	isLoopbackAllowed,
	requestTimeoutMs = 10_000,
}: {
	readonly agent: Dispatcher;
	readonly isLoopbackAllowed: boolean;
	readonly requestTimeoutMs?: number | undefined;
}): ProbeMedia => {
	const followLink = createFollowLink({agent, isLoopbackAllowed, idleTimeoutMs: requestTimeoutMs});

	return async (link, signal) => {
		const file = createRangedFile({link, followLink, signal, requestTimeoutMs});
		try {
			return await factsOfFile(file);
		} catch (error) {
			signal.throwIfAborted();
			throw error;
		}
	};
};
