import type {FileKey} from '../task/download.js';
import type {Output, TaskId} from '../task/task.js';

/**
A file the user asked for.
*/
export type WantedFile = {
	readonly key: FileKey;
	/** Another number is a new attempt, so that a file that failed, or waits for its next try, may be asked for again. */
	readonly attempt: number;
	readonly id: TaskId;
	/** Its place in the answer's outputs, from 0. */
	readonly outputIndex: number;
	readonly output: Output;
	/** Whom its bytes are to be had from, as far as that is known before they are asked for. */
	readonly host: string;
	/** A safe file name without extension. */
	readonly stem: string;
};
