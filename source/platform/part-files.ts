import {existsSync} from 'node:fs';
import type {OpenPartFile, PartOwner} from '../engine/part-ports.js';
import type {FileKey} from '../task/download.js';
import {diskError} from './disk-error.js';
import {createLateValue} from './late-value.js';
import type {PartLog} from './part-log.js';
import {partTablePath} from './part-table.js';

/**
The part files of a session, and what outlives it of them.
*/
export type PartFiles = {
	readonly openPartFile: OpenPartFile;
	/** See to what earlier runs left. */
	readonly tidy: (isWanted: (key: FileKey) => boolean) => Promise<void>;
	/** Remove what earlier attempts left of these files. */
	readonly drop: (keys: readonly FileKey[]) => Promise<void>;
	readonly close: () => Promise<void>;
};

/**
@param stateFolder - Where part files are noted that are to outlive the program; absent where none is to.
@param outputFolderOf - Where a result goes.
@param now - Milliseconds since the Unix epoch.
*/
export const createPartFiles = ({
	stateFolder,
	outputFolderOf,
	now,
}: {
	readonly stateFolder: string | undefined;
	readonly outputFolderOf: (owner: PartOwner) => string;
	readonly now: () => number;
}): PartFiles => {
	const openers = new Map<string, OpenPartFile>();
	const underWay = new Set<Promise<void>>();
	const log = createLateValue(async (): Promise<PartLog | undefined> => {
		if (stateFolder === undefined) {
			return undefined;
		}

		// Loaded late, as the dashboard is to be on the screen before it.
		const {openPartLog} = await import('./part-log.js');
		return openPartLog(stateFolder, now);
	});

	// Where the state folder cannot be written results still can: their parts go with the program then.
	const openLog = async (): Promise<PartLog | undefined> => log.get().catch(() => undefined);

	const seeTo = async (work: (log: PartLog) => void): Promise<void> => {
		if (stateFolder === undefined || !existsSync(partTablePath(stateFolder))) {
			return;
		}

		try {
			const opened = await openLog();
			if (opened) {
				work(opened);
			}
		} catch {
			// It is tried again at the next start, and harms nobody until then.
		}
	};

	/** Do something with what earlier runs left, where there is anything of theirs. */
	const withLeftovers = async (work: (log: PartLog) => void): Promise<void> => {
		const seeing = seeTo(work).finally(() => underWay.delete(seeing));
		underWay.add(seeing);
		return seeing;
	};

	return {
		async openPartFile(owner, signal) {
			const outputFolder = outputFolderOf(owner);
			const {createOpenPartFile} = await import('./open-part-file.js').catch((cause: unknown) => {
				throw diskError(outputFolder, cause);
			});
			const opener = openers.get(outputFolder) ?? createOpenPartFile({outputFolder, openLog, now});
			openers.set(outputFolder, opener);
			return opener(owner, signal);
		},

		tidy: async isWanted => withLeftovers(({tidy}) => tidy(isWanted)),
		drop: async keys => withLeftovers(({drop}) => drop(keys)),

		async close() {
			await Promise.all(underWay);
			(await log.made())?.close();
		},
	};
};
