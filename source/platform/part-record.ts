import type {Origin} from '../engine/part-ports.js';
import type {NotedFile} from './file-identity.js';

/**
What is noted of a part file, so that another run of the program can go on with it.
*/
export type PartRecord = NotedFile & {
	/** How many of its bytes are certain to be on the disk. */
	readonly offsetBytes: number;
	readonly origin?: Origin | undefined;
	/** Of the whole file, noted right before it gets its name. */
	readonly whole?: {readonly bytes: number; readonly sha256: string} | undefined;
};

/**
A note that this process alone may change. Each function throws a `DownloadError` of the kind `disk` where it cannot be written.
*/
export type PartNote = {
	readonly record: PartRecord;
	readonly write: (record: PartRecord) => void;
	/** Let anybody go on with the part. */
	readonly release: () => void;
	/** There is no part any more. */
	readonly erase: () => void;
};
