import {mkdir} from 'node:fs/promises';
import path from 'node:path';
import type {OpenPartFile, PartOwner} from '../engine/part-ports.js';
import type {SavedFile} from '../engine/ports.js';
import {diskError} from './disk-error.js';
import {removeNoted} from './file-identity.js';
import {type OpenPart, reopenPart} from './open-part.js';
import {createPartFile, type PartFileOptions} from './part-file.js';
import type {PartLog} from './part-log.js';
import type {PartNote} from './part-record.js';
import {findSaved} from './saved-file.js';

type Found = {readonly saved: SavedFile} | {readonly part: OpenPart} | undefined;

/** What a note leads to. */
const follow = async ({record}: PartNote, folder: string, stem: string, signal: AbortSignal): Promise<Found> => {
	const saved = record.whole && (await findSaved({folder, stem}, record.whole, signal));
	if (saved) {
		// The note stays: it is all that tells of the file until the list does.
		removeNoted(record);
		return {saved};
	}

	const part = await reopenPart(record, signal);
	return part && {part};
};

/** The file that was complete already and only had no name yet. */
const isWhole = ({writer}: OpenPart, {record: {whole}}: PartNote): boolean =>
	whole !== undefined && writer.byteCount() === whole.bytes && writer.sha256() === whole.sha256;

/**
Opens part files in a folder.

@param outputFolder - Where results go. It is made when the first one comes.
@param openLog - Where part files are noted that are to outlive the program; `undefined` where that cannot be for now.
*/
export const createOpenPartFile = ({
	outputFolder,
	openLog,
	now,
}: Pick<PartFileOptions, 'now'> & {
	readonly outputFolder: string;
	readonly openLog?: () => Promise<PartLog | undefined>;
}): OpenPartFile => {
	const folder = path.resolve(outputFolder);
	// One that is gone later may be a disk that was taken out: making it anew would fill the disk below.
	let isMade = false;
	const makeFolder = async (): Promise<void> => {
		if (!isMade) {
			await mkdir(folder, {recursive: true});
			isMade = true;
		}
	};

	const goOn = async ({
		owner,
		note,
		options,
		signal,
	}: {
		readonly owner: PartOwner;
		readonly note: PartNote;
		readonly options: PartFileOptions;
		readonly signal: AbortSignal;
	}) => {
		const found = await follow(note, folder, owner.stem, signal);
		if (found === undefined) {
			// Of a part that was moved away its second name may be left here.
			removeNoted(note.record);
			note.erase();
			return undefined;
		}

		if ('saved' in found) {
			return found.saved;
		}

		const file = createPartFile(owner, options, {part: found.part, note});
		if (!isWhole(found.part, note)) {
			return file;
		}

		try {
			return await file.publish(note.record.origin);
		} catch (error) {
			await file.keep();
			throw error;
		}
	};

	return async (owner, signal) => {
		const log = await openLog?.();
		const options: PartFileOptions = {folder, makeFolder, log, now};
		const note = log?.claim(owner.key, folder);
		try {
			return (note && (await goOn({owner, note, options, signal}))) ?? createPartFile(owner, options);
		} catch (error) {
			note?.release();
			signal.throwIfAborted();
			throw diskError(folder, error);
		}
	};
};
