import {BlockedError} from '../task/errors.js';
import type {TaskId} from '../task/task.js';
import type {DownloadBlock, DownloadPorts} from './download-ports.js';
import type {DiskSpace} from './ports.js';
import type {Sleeper} from './sleeper.js';

const lookIntervalMs = 5000;
const longestDelayMs = 60_000;
const largestReserveBytes = 256 * 1024 ** 2;
const reserveShare = 0.05;

export type DiskWork = {
	readonly id: TaskId;
	readonly signal: AbortSignal;
	readonly sleep: Sleeper['sleep'];
	/** How much of the file is there. */
	readonly byteCount: () => number;
	/** How much more it needs, as far as is known. */
	readonly missingBytes: () => number;
	readonly onBlock: (block: DownloadBlock) => void;
};

export type DiskGate = {
	/**
	Save a file, again and again for as long as the disk or the folder is what keeps it from being saved.

	@throws Whatever else `save` throws; without patience, that too.
	*/
	readonly passWith: <Result>(save: () => Promise<Result>, work: DiskWork) => Promise<Result>;

	/**
	Keep room for what is missing of a file, until its `save` ends.

	@throws {BlockedError} when the disk has less than that besides the room that is kept for others.
	*/
	readonly ensureRoom: (work: DiskWork) => Promise<void>;
};

/** Left free, as others want to write too. */
export const reserveOf = ({sizeBytes}: DiskSpace): number => Math.min(largestReserveBytes, sizeBytes * reserveShare);

/** Rounded up, so that freeing what it says is enough. */
const sizeText = (bytes: number): string => {
	const [unit, unitBytes] = bytes < 1e9 ? (['megabyte', 1e6] as const) : (['gigabyte', 1e9] as const);
	const format = {
		style: 'unit',
		unit,
		maximumFractionDigits: unit === 'megabyte' ? 0 : 1,
		roundingMode: 'ceil',
	} as const;
	return new Intl.NumberFormat('en', format).format(bytes / unitBytes);
};

const besides = (keptBytes: number): string => (keptBytes > 0 ? ' besides the files under way' : '');

/**
Lets files wait for a disk that is full and for a folder that cannot be written to. Once a disk is found full, no file is begun on it until there is room again.

@param isPatient - Whether somebody is there to see to the disk. Without, such a failure ends the download.
*/
export const createDiskGate = ({
	clock,
	lookAtDisk,
	isPatient,
}: Pick<DownloadPorts, 'clock' | 'lookAtDisk'> & {readonly isPatient: boolean}): DiskGate => {
	const fullDevices = new Set<string>();
	/** The files that come, and the disk that each keeps room on for what is still missing of it. */
	const keeping = new Map<DiskWork, string>();

	/** A disk that cannot even be looked at says so when it is written to. */
	const look = async (id: TaskId): Promise<DiskSpace | undefined> => lookAtDisk(id).catch(() => undefined);

	/** How many bytes the others on the disk have still to write. */
	const keptByOthers = (work: DiskWork, {device}: DiskSpace): number =>
		[...keeping]
			.filter(([other, itsDevice]) => other !== work && itsDevice === device)
			.reduce((sum, [{missingBytes}]) => sum + missingBytes(), 0);

	/**
	Wait until the disk has room for what is missing.

	@param failure - What this file failed with. Without one, it waits only where the disk is known to be full.
	@returns Whether it had to wait.
	*/
	const awaitRoom = async (work: DiskWork, failure?: BlockedError): Promise<boolean> => {
		for (let lookCount = 0; ; lookCount++) {
			const disk = await look(work.id);
			const keptBytes = disk ? keptByOthers(work, disk) : 0;
			const lackBytes = disk ? work.missingBytes() + keptBytes + reserveOf(disk) - disk.freeBytes : 0;
			if (!disk || lackBytes <= 0) {
				fullDevices.delete(disk?.device ?? '');
				return lookCount > 0;
			}

			// With a cause the disk itself said so; without, we foresaw that this file does not fit, and others may.
			if (failure?.cause !== undefined) {
				fullDevices.add(disk.device);
			}

			if (!failure && !fullDevices.has(disk.device)) {
				return lookCount > 0;
			}

			const toDo = `free ${sizeText(lackBytes)}, and it goes on by itself`;
			work.onBlock({message: `Too little space is left for ${disk.folder}${besides(keptBytes)}: ${toDo}`});
			await work.sleep(lookIntervalMs);
		}
	};

	const awaitFolder = async ({sleep, onBlock}: DiskWork, {message}: BlockedError, failureCount: number) => {
		const delayMs = Math.min(longestDelayMs, lookIntervalMs * 2 ** (failureCount - 1));
		onBlock({message, until: clock.now() + delayMs});
		await sleep(delayMs);
	};

	return {
		async passWith(save, work) {
			let failureCount = 0;
			await awaitRoom(work);
			for (;;) {
				const startBytes = work.byteCount();
				try {
					return await save().finally(() => keeping.delete(work));
				} catch (error) {
					// Ask the signal, not the error: an abort may come in the clothes of a failure.
					work.signal.throwIfAborted();
					if (!(error instanceof BlockedError) || !isPatient) {
						throw error;
					}

					failureCount = work.byteCount() > startBytes ? 1 : failureCount + 1;
					// Where there is room and yet none was given, as by a quota, it is tried again less and less often.
					if (error.obstacle !== 'space' || !(await awaitRoom(work, error))) {
						await awaitFolder(work, error, failureCount);
					}
				}
			}
		},

		async ensureRoom(work) {
			const disk = await look(work.id);
			if (!disk) {
				return;
			}

			const neededBytes = work.missingBytes();
			const keptBytes = keptByOthers(work, disk);
			const roomBytes = Math.max(0, disk.freeBytes - keptBytes);
			if (neededBytes > roomBytes) {
				const room = `room for ${sizeText(roomBytes)}${besides(keptBytes)}`;
				throw new BlockedError(
					'space',
					`The file needs ${sizeText(neededBytes)} more, and ${disk.folder} has ${room}; free some`,
				);
			}

			keeping.set(work, disk.device);
		},
	};
};
