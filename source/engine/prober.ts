import {DownloadError, type DownloadFailure} from '../task/errors.js';
import type {MediaFacts} from '../task/measurement.js';
import type {Output, TaskId} from '../task/task.js';
import {asDownloadError} from './as-download-error.js';
import {retryDelayMs} from './backoff.js';
import type {Clock} from './ports.js';
import type {FactsOfHeld, ProbeListener, ProbeMedia} from './probe-ports.js';

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
	failureCount: number;
	/** Set while it waits because its link was refused: another link may do at once. */
	onFreshLink: (() => void) | undefined;
};

type Retry = {readonly failure: DownloadFailure; readonly delayMs: number};

/** What of an output stays the same when its link is signed anew. */
const fileNameOf = ({place}: Output): string => {
	if (place.type === 'kept') {
		return place.sha256;
	}

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
	factsOfHeld,
	listener,
	maxConcurrent = 2,
}: {
	readonly clock: Clock;
	readonly random: () => number;
	readonly probeMedia: ProbeMedia;
	readonly factsOfHeld: FactsOfHeld;
	readonly listener: ProbeListener;
	readonly maxConcurrent?: number | undefined;
}): Prober => {
	/** In the order of the queue. One that has ended stays until it is no longer wanted. */
	const probes = new Map<TaskId, Probe>();
	let underWayCount = 0;

	const measure = async ({place}: Output, signal: AbortSignal): Promise<MediaFacts> => {
		if (place.type === 'inline' || place.type === 'kept') {
			return factsOfHeld(place);
		}

		if (place.type === 'url') {
			return probeMedia(place.url, signal);
		}

		throw new DownloadError('content', 'Only what has a link of its own can be measured');
	};

	/**
	@returns Why it failed and after how long to try once more; `undefined` for never.
	*/
	const tryOnce = async (probe: Probe): Promise<Retry | undefined> => {
		const {signal} = probe.controller;
		const found = await measure(probe.output, signal).catch(asDownloadError);
		if (signal.aborted) {
			return undefined;
		}

		if (!(found instanceof DownloadError)) {
			listener.mediaMeasured(probe.id, found);
			return undefined;
		}

		probe.failureCount++;
		// What is no media now will not become any; a link that is refused may be too new for its host.
		return found.failure === 'content' || probe.failureCount === maxTries
			? undefined
			: {
					failure: found.failure,
					delayMs: retryDelayMs({failureCount: probe.failureCount, askedMs: found.retryAfterMs}, random, range),
				};
	};

	const run = async (probe: Probe): Promise<void> => {
		const retry = await tryOnce(probe).finally(() => {
			underWayCount--;
			fillPlaces();
		});
		if (retry) {
			const {failure, delayMs} = retry;
			const {signal} = probe.controller;
			const waiting = new AbortController();
			probe.onFreshLink = failure === 'link' ? () => waiting.abort() : undefined;
			await clock.sleep(delayMs, AbortSignal.any([signal, waiting.signal])).catch(() => undefined);
			probe.isQueued = !signal.aborted;
			fillPlaces();
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
				Promise.resolve(probe).then(run);
			}
		}
	};

	return {
		reconcile(wanted) {
			const outputs = new Map(wanted.map(({id, output}) => [id, output]));
			for (const [id, probe] of probes) {
				const output = outputs.get(id);
				if (output && (output === probe.output || fileNameOf(output) === probe.fileName)) {
					if (output !== probe.output) {
						probe.output = output;
						probe.onFreshLink?.();
					}
				} else {
					probes.delete(id);
					probe.controller.abort();
				}
			}

			for (const [id, output] of outputs) {
				if (!probes.has(id)) {
					const controller = new AbortController();
					probes.set(id, {
						id,
						fileName: fileNameOf(output),
						controller,
						output,
						isQueued: true,
						failureCount: 0,
						onFreshLink: undefined,
					});
				}
			}

			fillPlaces();
		},
	};
};
