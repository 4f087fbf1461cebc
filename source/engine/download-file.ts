import {DownloadError} from '../task/errors.js';
import type {Output} from '../task/task.js';
import {asDownloadError} from './as-download-error.js';
import type {DiskGate} from './disk-gate.js';
import type {DownloadBlock, DownloadPorts, DownloadProgress, DownloadWait} from './download-ports.js';
import {PausedError} from './paused.js';
import type {SavedFile} from './ports.js';
import {createOutputSaver} from './save-output.js';
import type {Sleeper} from './sleeper.js';
import type {WantedFile} from './wanted-file.js';
import {withRetries} from './with-retries.js';

export type DownloadFileOptions = {
	readonly ports: DownloadPorts;
	readonly diskGate: DiskGate;
	/** Called before each try, which waits for it. */
	readonly onStart: () => Promise<void>;
	readonly onProgress: (progress: DownloadProgress) => void;
	readonly onWait: (wait: DownloadWait) => void;
	readonly onBlock: (block: DownloadBlock) => void;
	readonly signal: AbortSignal;
	/** Between two tries. */
	readonly sleep: Sleeper['sleep'];
};

const isLinkRefused = (error: unknown): boolean => error instanceof DownloadError && error.failure === 'link';

/** A link that ends before the file can have come is as good as refused. */
const isOver = ({expiresAt}: Output, now: number): boolean => expiresAt !== undefined && expiresAt - now < 60_000;

/** Whether another attempt may need what came so far. What was no media will be none then. */
const isWorthKeeping = (error: unknown, signal: AbortSignal): boolean =>
	signal.aborted ? signal.reason instanceof PausedError : asDownloadError(error).failure !== 'content';

const noFreshLink = (cause: unknown): DownloadError =>
	new DownloadError('link', 'The link has expired and the service gave no fresh one; press r to ask again, then d', {
		cause,
	});

/**
Save one file: with as many tries as the network needs, each going on where the last one stopped, with one fresh link if the known one is refused, and with as much patience as the disk needs. The part that it leaves is kept where another attempt may go on with it: after a failure that may pass, and after an abort because of a `PausedError`.

@throws {DownloadError}
@throws The signal's reason when it is aborted.
*/
export const downloadFile = async (
	{key, id, output, outputIndex, stem}: WantedFile,
	{ports, diskGate, onStart, onProgress, onWait, onBlock, signal, sleep}: DownloadFileOptions,
): Promise<SavedFile> => {
	const retryOptions = {clock: ports.clock, random: ports.random, signal, sleep, onWait};
	const saver = createOutputSaver({
		...ports,
		owner: {key, id, stem},
		signal,
		ensureRoom: async () => diskGate.ensureRoom(work),
	});
	const work = {...saver, id, signal, sleep, onBlock};

	const save = async (from: Output): Promise<SavedFile> =>
		withRetries(
			async onTryProgress => {
				await onStart();
				return saver.save(from, progress => {
					onTryProgress(progress);
					onProgress(progress);
				});
			},
			{...retryOptions, startBytes: saver.byteCount()},
		);

	const saveFresh = async (refusal: unknown): Promise<SavedFile> => {
		const outputs = await withRetries(async () => ports.freshOutputs(id, signal), retryOptions);
		const fresh = outputs[outputIndex];
		if (!fresh) {
			throw noFreshLink(refusal);
		}

		try {
			return await save(fresh);
		} catch (error) {
			throw isLinkRefused(error) && fresh.place.type !== 'unkept' ? noFreshLink(error) : error;
		}
	};

	const saveKnown = async (): Promise<SavedFile> => {
		try {
			if (isOver(output, ports.clock.now())) {
				throw new DownloadError('link', 'The link has expired');
			}

			return await save(output);
		} catch (refusal) {
			if (signal.aborted || !isLinkRefused(refusal)) {
				throw refusal;
			}

			return saveFresh(refusal);
		}
	};

	try {
		return await diskGate.passWith(saveKnown, work);
	} catch (error) {
		await (isWorthKeeping(error, signal) ? saver.keep() : saver.discard());
		throw error;
	}
};
