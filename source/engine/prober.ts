import {DownloadError} from '../task/errors.js';
import type {MediaFacts} from '../task/measurement.js';
import type {Output, TaskId} from '../task/task.js';
import {retryDelayMs} from './backoff.js';
import {inlineChunks} from './inline-chunks.js';
import {joinChunks} from './join-chunks.js';
import type {Clock} from './ports.js';
import type {FactsOfBytes, ProbeListener, ProbeMedia} from './probe-ports.js';

export type WantedProbe = {readonly id: TaskId; readonly output: Output};

export type Prober = {
	/**
	Make what is under way match what is wanted: measure what is new, abort what is no longer wanted. Each file of a task is measured once for as long as it stays wanted, whatever comes of it.
	*/
	readonly reconcile: (wanted: readonly WantedProbe[]) => void;
};

const maxTries = 3;
const range = {baseMs: 10_000, capMs: 60_000};

type Probe = {
	readonly id: TaskId;
	readonly fileName: string;
	readonly controller: AbortController;
	/** The latest of the links to the file, as they expire. */
	output: Output;
	isQueued: boolean;
};

/** What of an output stays the same when its link is signed anew. */
const fileNameOf = ({place}: Output): string => {
	const url = place.type === 'url' ? URL.parse(place.url) : null;
	return url ? url.origin + url.pathname : place.type;
};

/**
Finds out the size of results whose answer does not tell it. That it cannot be found out is no news to anybody.

@param random - From 0 to 1, as `Math.random`.
@param maxConcurrent - How many files are measured at once; the others wait in the order in which they were wanted. @default 2
*/
export const createProber = ({
	clock,
	random,
	probeMedia,
	factsOfBytes,
	listener,
	maxConcurrent = 2,
}: {
	readonly clock: Clock;
	readonly random: () => number;
	readonly probeMedia: ProbeMedia;
	readonly factsOfBytes: FactsOfBytes;
	readonly listener: ProbeListener;
	readonly maxConcurrent?: number | undefined;
}): Prober => {
	/** In the order of the queue. One that has ended stays until it is no longer wanted. */
	const probes = new Map<TaskId, Probe>();
	let underWayCount = 0;

	const measure = async ({place}: Output, signal: AbortSignal): Promise<MediaFacts> => {
		if (place.type === 'inline') {
			return factsOfBytes(joinChunks(await Array.fromAsync(inlineChunks(place.base64))));
		}

		if (place.type === 'url') {
			return probeMedia(place.url, signal);
		}

		throw new DownloadError('content', 'Only what has a link of its own can be measured');
	};

	const follow = async (probe: Probe): Promise<void> => {
		const {id, controller} = probe;
		const {signal} = controller;
		for (let failureCount = 1; !signal.aborted; failureCount++) {
			try {
				const facts = await measure(probe.output, signal);
				if (!signal.aborted) {
					listener.mediaMeasured(id, facts);
				}

				return;
			} catch (error) {
				// What is no media now will not become any; a link that is refused may be too new for its host.
				const failure = error instanceof DownloadError ? error : undefined;
				if (failure === undefined || failure.failure === 'content' || failureCount === maxTries) {
					return;
				}

				const delayMs = retryDelayMs({failureCount, askedMs: failure.retryAfterMs}, random, range);
				await clock.sleep(delayMs, signal).catch(() => undefined);
			}
		}
	};

	const fillPlaces = (): void => {
		for (const probe of probes.values()) {
			if (underWayCount >= maxConcurrent) {
				return;
			}

			if (probe.isQueued) {
				probe.isQueued = false;
				underWayCount++;
				// Begun a moment later, as the listener may call `reconcile`.
				Promise.resolve(probe)
					.then(follow)
					.finally(() => {
						underWayCount--;
						fillPlaces();
					});
			}
		}
	};

	return {
		reconcile(wanted) {
			const outputs = new Map(wanted.map(({id, output}) => [id, output]));
			for (const [id, probe] of probes) {
				const output = outputs.get(id);
				if (output && fileNameOf(output) === probe.fileName) {
					probe.output = output;
				} else {
					probes.delete(id);
					probe.controller.abort();
				}
			}

			for (const [id, output] of outputs) {
				if (!probes.has(id)) {
					const fileName = fileNameOf(output);
					probes.set(id, {id, fileName, output, controller: new AbortController(), isQueued: true});
				}
			}

			fillPlaces();
		},
	};
};
