import type {Problem} from '../task/health.js';
import type {Reading} from '../task/reading.js';
import type {Output, TaskId} from '../task/task.js';

export type Clock = {
	/**
	@returns Milliseconds since the Unix epoch.
	*/
	readonly now: () => number;

	/**
	Wait. Rejects with the signal's reason when aborted.
	*/
	readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};

/**
How politely a task is asked about.
*/
export type Pace = {
	/** Tasks of the same host share its limits. */
	readonly host: string;
	/** A fixed time between two questions; without it the time follows the task's age. */
	readonly intervalMs?: number | undefined;
	/** The least time between two questions that the service puts up with. */
	readonly minIntervalMs?: number | undefined;
	/** Questions under way at once, per host. @default 4 */
	readonly concurrency?: number | undefined;
};

export type Reply = Reading & {
	/** How long the service asks us to wait before the next question. */
	readonly retryAfterMs?: number | undefined;
};

/**
Ask the service about one task.

@throws {UnreachableError} when no answer came at all.
*/
export type AskTask = (id: TaskId, signal: AbortSignal) => Promise<Reply>;

/**
Ask the service to cancel a task.

@returns Why it did not, if it did not.
@throws {UnreachableError} when no answer came at all.
*/
export type CancelTask = (id: TaskId, signal: AbortSignal) => Promise<Problem | undefined>;

/**
Ask the API for an output that is no link yet (a `file` or `content` place). It answers with a link, or with the file itself.

@throws {DownloadError} when the API gives neither.
*/
export type ResolveLink = (output: Output, id: TaskId, signal: AbortSignal) => Promise<string | Media>;

export type ChecksumAlgorithm = 'md5' | 'sha1' | 'sha256' | 'sha512' | 'crc32' | 'crc32c' | 'crc64ecma' | 'crc64nvme';

/**
A check sum of a whole file, as its host tells it.
*/
export type Checksum = {
	readonly algorithm: ChecksumAlgorithm;
	/** In hexadecimal, in lower case. */
	readonly digest: string;
};

/**
What a host tells of a file, by which its rest can be asked for later.
*/
export type FileTraits = {
	/** Of the whole file; a claim, not a fact. */
	readonly totalBytes?: number | undefined;
	/** Tells this file from any other that may stand behind the link later; absent where nothing does for certain. */
	readonly validator?: string | undefined;
	/** As the headers of these names say: where one of them changes, so did the file. */
	readonly etag?: string | undefined;
	readonly lastModified?: string | undefined;
	/** Set where the host says that it sends no parts of the file. */
	readonly isWholeOnly?: boolean | undefined;
	readonly checksums?: readonly Checksum[] | undefined;
};

/**
The bytes behind a link, as they come.
*/
export type Media = FileTraits & {
	/** Where in the file the first chunk belongs. @default 0 */
	readonly startsAt?: number | undefined;
	/** Set where nothing but the end of the connection tells that this was all, so that what came may be cut short. */
	readonly isEndOpen?: boolean | undefined;
	readonly chunks: AsyncIterable<Uint8Array>;
};

/**
Which bytes are there already, and what is known of the file they are of.
*/
export type Resume = FileTraits & {
	readonly offsetBytes: number;
	/** The last of the bytes that are there. */
	readonly lastBytes: (length: number) => Promise<Uint8Array>;
};

/**
Open a link on a media host. The token is never sent there.

@param resume - Asks for the rest of a file only. The media then starts there, or at 0 where the host sends no rest of that file.
@throws {WrongBytesError} when the host sends a rest that does not fit.
@throws {DownloadError} when the host refuses, or sends something that is no media (an HTML page, a JSON error).
*/
export type OpenMedia = (url: string, signal: AbortSignal, resume?: Resume) => Promise<Media>;

/**
Open a file that an answer held.

@param sha256 - Of the file, in hexadecimal.
@throws {DownloadError} `link` when it is not there or damaged: as with a link that has expired, a fresh answer has it again.
*/
export type OpenKept = (sha256: string) => Promise<Media>;

/**
The disk that results of a task are saved on.
*/
export type DiskSpace = {
	/** The folder, for messages. */
	readonly folder: string;
	/** Tells one disk from another. */
	readonly device: string;
	/** What is left for us. */
	readonly freeBytes: number;
	/** Of the whole disk. */
	readonly sizeBytes: number;
};

export type LookAtDisk = (id: TaskId) => Promise<DiskSpace>;

export type SavedFile = {
	readonly path: string;
	readonly bytes: number;
	readonly sha256: string;
};
