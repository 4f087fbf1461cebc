import type {Download} from '../task/download.js';
import {isUnderWay} from '../task/download.js';
import type {ListRequest} from '../task/list-request.js';
import type {TaskId} from '../task/task.js';
import type {TaskEvent} from '../task/task-event.js';
import type {Watch} from '../task/watch.js';
import type {AppState} from './app-store.js';
import type {Memory, MemoryChange} from './list-memory.js';

export type ListChange = MemoryChange & {
	readonly put: readonly {readonly watch: Watch; readonly position: number}[];
	readonly drop: readonly TaskId[];
	readonly downloads: readonly Download[];
	/** The number of the last request of another program that led to it; they are all done with then. */
	readonly takenRequests?: number;
};

/**
What other programs ask for.
*/
export type PendingRequests = {
	readonly requests: readonly ListRequest[];
	/** The number of the last of them. */
	readonly last: number;
	/** Those that were damaged and are put aside. */
	readonly brokenCount: number;
};

/**
How a damaged list came to a new file.
*/
export type Rescue = {
	/** Where the damaged file is now. */
	readonly path: string;
	/** Tasks that could be read. */
	readonly keptCount: number;
	/** Tasks that could not, and were in the latest backup. */
	readonly restoredCount: number;
	/** Records that could be read and are not what was written. */
	readonly brokenCount: number;
};

export type LoadedList = Memory & {
	readonly watches: readonly Watch[];
	readonly downloads: readonly Download[];
	/** Records that were damaged and are put aside. */
	readonly brokenCount: number;
	/** Set when the list is older than it was: its last changes may be missing. */
	readonly isOld?: boolean;
	/** Set when the list was damaged as a whole. */
	readonly rescue?: Rescue;
	/** Why nothing can be written for now. */
	readonly saveProblem?: string;
};

/**
What only the owner of a list does with it.
*/
export type ListOwner = {
	/** What other programs ask for after the request of this number. */
	readonly requestsAfter: (last: number) => PendingRequests;
	/** Be told each time another program has written, until the list is closed. */
	readonly onOtherWrites: (tell: () => void) => void;
	/** Note that the list is in use, and copy it where the latest copy is older than a day. */
	readonly settleIn: () => void;
};

/**
The watch list where it outlives the program.
*/
export type ListFile = {
	/** Absent where another program owns the list: changes are then handed to it. */
	readonly owner?: ListOwner;
	readonly load: () => LoadedList;
	/** All of a change or nothing of it. Throws when it cannot be written. */
	readonly save: (change: ListChange) => void;
	/** What happened to a task, the latest last. */
	readonly history: (id: TaskId) => readonly TaskEvent[];
	readonly close: () => void;
};

/** The list of a program that owns it. */
export type OwnedList = ListFile & {readonly owner: ListOwner};

/**
Whether there is nothing in a state that the list on the disk could lack.
*/
export const isSameList = (before: AppState, after: AppState): boolean =>
	before.watches === after.watches &&
	before.downloads === after.downloads &&
	before.takenRequests === after.takenRequests;

/** Whether two states of a watch differ in what is worth keeping: how the asking goes is not. */
const isSaveworthy = (before: Watch | undefined, after: Watch): boolean =>
	before === undefined ||
	before.answer !== after.answer ||
	before.label !== after.label ||
	before.isGivenUp !== after.isGivenUp;

/** How far a download is, is not written: what is under way is begun, or gone on with, at the next start. */
const asKept = (download: Download): Download =>
	isUnderWay(download) ? {...download, state: {type: 'queued'}} : download;

const isSameWhenKept = (before: Download | undefined, after: Download): boolean =>
	before === after || (before !== undefined && isUnderWay(before) && isUnderWay(after));

/**
A download that was kept, as it starts again: what failed for a reason that may have passed is to be tried once more.
*/
export const atNextStart = (download: Download): Download =>
	download.state.type === 'failed' && download.state.mayPass ? {...download, state: {type: 'queued'}} : download;

/**
Finds what is to be written after each change of the store. It remembers the place of each task, so that one that is added costs one row.
*/
export const createChangeFinder = (): ((before: AppState, after: AppState) => ListChange | undefined) => {
	const positions = new Map<TaskId, number>();

	/** Give each task a place above that of the task before it. Those whose place changed are returned. */
	const place = (ids: Iterable<TaskId>): ReadonlySet<TaskId> => {
		const moved = new Set<TaskId>();
		let last = -1;
		for (const id of ids) {
			const known = positions.get(id);
			if (known === undefined || known <= last) {
				moved.add(id);
				positions.set(id, last + 1);
			}

			last = positions.get(id) ?? last;
		}

		return moved;
	};

	return (before, after) => {
		if (isSameList(before, after)) {
			return undefined;
		}

		const moved = place(after.watches.keys());
		const drop = [...before.watches.keys()].filter(id => !after.watches.has(id));
		const put = [...after.watches.values()]
			.filter(watch => moved.has(watch.id) || isSaveworthy(before.watches.get(watch.id), watch))
			.map(watch => ({watch, position: positions.get(watch.id) ?? 0}));
		// With a task that comes back on the list come back its downloads.
		const downloads = [...after.downloads.values()]
			.filter(
				download =>
					after.watches.has(download.id) &&
					(!isSameWhenKept(before.downloads.get(download.key), download) || !before.watches.has(download.id)),
			)
			.map(asKept);
		for (const id of drop) {
			positions.delete(id);
		}

		const {takenRequests} = after;
		const hasTaken = takenRequests !== before.takenRequests;
		return put.length + drop.length + downloads.length === 0 && !hasTaken
			? undefined
			: {put, drop, downloads, ...(hasTaken && {takenRequests})};
	};
};
