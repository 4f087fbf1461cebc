import type {TaskId} from './task.js';

/**
One output of one task, as a key.
*/
export type FileKey = string & {readonly fileKey: unique symbol};

export const fileKey = (id: TaskId, outputIndex: number): FileKey => `${id} ${outputIndex}` as FileKey;

/**
A file that the disk or the folder does not take. `until` is when it is tried again; absent where the disk is looked at until there is room.
*/
export type BlockedDownload = {
	readonly type: 'blocked';
	readonly until?: number | undefined;
	readonly message: string;
};

export type SavedDownload = {
	readonly type: 'saved';
	readonly path: string;
	readonly bytes: number;
	readonly sha256: string;
	/** What went wrong besides: the file is saved all the same. */
	readonly warning?: string;
};

export type DownloadState =
	| {readonly type: 'queued'}
	| {readonly type: 'receiving'; readonly receivedBytes: number; readonly totalBytes?: number | undefined}
	| {readonly type: 'waiting'; readonly until: number; readonly message: string}
	| BlockedDownload
	| SavedDownload
	| {
			readonly type: 'failed';
			readonly message: string;
			/** Set where it is tried again at the next start of the program. */
			readonly mayPass?: boolean;
	  };

/**
The saving of one output.
*/
export type Download = {
	readonly key: FileKey;
	readonly id: TaskId;
	readonly outputIndex: number;
	/** Counts how often the user asked for it. */
	readonly attempt: number;
	readonly state: DownloadState;
};

export type DownloadReport = {readonly key: FileKey; readonly state: DownloadState};

/**
Whether it waits for a time or for the disk, and is tried at once when it is asked for again.
*/
export const isHeldUp = ({state}: Download): boolean => state.type === 'waiting' || state.type === 'blocked';

/**
Whether there is still something to do for it.
*/
export const isUnderWay = ({state}: Download): boolean => state.type !== 'saved' && state.type !== 'failed';
