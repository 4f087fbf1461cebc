import type {BlockedDownload, FileKey} from '../task/download.js';
import type {DownloadError} from '../task/errors.js';
import type {Output, TaskId} from '../task/task.js';
import type {OpenPartFile} from './part-ports.js';
import type {Clock, LookAtDisk, OpenKept, OpenMedia, ResolveLink, SavedFile} from './ports.js';
import type {WantedFile} from './wanted-file.js';

/**
What the downloader needs of the world.
*/
export type DownloadPorts = {
	readonly clock: Clock;
	/** From 0 to 1, as `Math.random`. */
	readonly random: () => number;
	readonly resolveLink: ResolveLink;
	readonly openMedia: OpenMedia;
	readonly openKept: OpenKept;
	readonly openPartFile: OpenPartFile;
	readonly lookAtDisk: LookAtDisk;

	/**
	Write down what made a file that is saved, where the user wants that.

	@returns Why it could not be.
	*/
	readonly describeFile?: ((file: WantedFile, saved: SavedFile) => Promise<string | undefined>) | undefined;

	/**
	Ask the service for the task once more, as its links have expired.

	@throws When no answer came, or none that tells of outputs.
	*/
	readonly freshOutputs: (id: TaskId, signal: AbortSignal) => Promise<readonly Output[]>;
};

export type DownloadProgress = {
	readonly receivedBytes: number;
	/** As the host tells it; absent where it does not. */
	readonly totalBytes?: number | undefined;
};

export type DownloadWait = {
	/** When the next try starts, in milliseconds since the Unix epoch. */
	readonly until: number;
	/** Why the last one failed. */
	readonly message: string;
};

/** See `BlockedDownload`. */
export type DownloadBlock = Omit<BlockedDownload, 'type'>;

export type DownloadListener = {
	/** Told before each try. */
	readonly downloadStarted: (key: FileKey) => void;
	/** Told for each chunk. */
	readonly downloadProgressed: (key: FileKey, progress: DownloadProgress) => void;
	readonly downloadWaiting: (key: FileKey, wait: DownloadWait) => void;
	readonly downloadBlocked: (key: FileKey, block: DownloadBlock) => void;
	/** @param warning - What went wrong besides. */
	readonly fileSaved: (key: FileKey, file: SavedFile, warning?: string) => void;
	readonly downloadFailed: (key: FileKey, error: DownloadError) => void;
};
