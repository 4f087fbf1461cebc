import type {FileKey} from '../task/download.js';
import type {TaskId} from '../task/task.js';
import type {FileTraits, Media, SavedFile} from './ports.js';

/**
What is known of the file that the bytes of a part are of.
*/
export type Origin = FileTraits &
	Pick<Media, 'isEndOpen'> & {
		/** Its link without what changes when that is signed anew. */
		readonly place: string;
	};

/**
A file that is not complete. It stands beside its final place as `NAME.part` until it is published.
*/
export type PartFile = {
	/**
	@throws {DownloadError} `content` when the first bytes are those of a web page or an error document, `disk` when writing fails.
	*/
	readonly write: (chunk: Uint8Array) => Promise<void>;

	/** How many bytes there are. */
	readonly byteCount: () => number;

	/** Which file they are of; `undefined` where they did not come by a link. */
	readonly origin: () => Origin | undefined;
	readonly setOrigin: (origin: Origin | undefined) => void;

	/**
	The last of the bytes that were written.

	@throws {DownloadError} `disk`
	*/
	readonly lastBytes: (length: number) => Promise<Uint8Array>;

	/**
	Forget what was written and what it was of, and begin at the first byte again.

	@throws {DownloadError} `disk`
	*/
	readonly restart: () => Promise<void>;

	/**
	Give the file its name, with the extension that its content calls for, never over another file. Where nothing shows that the file is whole, or its content looks damaged although the host says that this is all of it, the name says `(unverified)`.

	@throws {WrongBytesError} when the file has another check sum than its host tells.
	@throws {DownloadError} `transient` when the file is cut short.
	*/
	readonly publish: (media?: Pick<Media, 'isEndOpen' | 'checksums'>) => Promise<SavedFile>;

	/** Leave the part file for another attempt, in this run of the program or the next; where nothing outlives the program, remove it. Never throws. */
	readonly keep: () => Promise<void>;

	/** Remove the part file. Never throws. */
	readonly discard: () => Promise<void>;
};

/**
What a part file is for.
*/
export type PartOwner = {
	readonly key: FileKey;
	/** The task whose result it is. */
	readonly id: TaskId;
	/** A safe file name without extension. */
	readonly stem: string;
};

/**
Go on with the part that an earlier attempt left, or begin a new one. That comes to the disk with its first bytes.

@param signal - Breaks the reading of an earlier part off, which takes its time. That part is then to be kept or discarded.
@returns The file itself, where an earlier attempt had saved it and was ended before it could say so.
@throws {DownloadError} `disk`
@throws The signal's reason when it is aborted.
*/
export type OpenPartFile = (owner: PartOwner, signal: AbortSignal) => Promise<PartFile | SavedFile>;
