import {lstat} from 'node:fs/promises';
import type {Origin, PartFile, PartOwner} from '../engine/part-ports.js';
import {DownloadError} from '../task/errors.js';
import {checkMedia} from './check-media.js';
import {diskError} from './disk-error.js';
import {isSameFile, removeNoted} from './file-identity.js';
import {mediaExtension, sampleBytes} from './media-extension.js';
import {makePart, type OpenPart} from './open-part.js';
import type {PartLog} from './part-log.js';
import type {PartNote, PartRecord} from './part-record.js';
import {placeFile, withFreeName} from './place-file.js';
import {readAt} from './read-at.js';

/** How much of a download a crash may cost. */
const unnotedBytes = 8 * 1024 * 1024;
const unnotedMs = 5000;

export type PartFileOptions = {
	/** Where results go. */
	readonly folder: string;
	/** Makes the folder, once only: one that is gone later may be a disk that was taken out. */
	readonly makeFolder: () => Promise<void>;
	/** Where parts are noted that are to outlive the program; without it none does. */
	readonly log?: PartLog | undefined;
	/** Milliseconds since the Unix epoch. */
	readonly now: () => number;
};

/**
@param begun - The part that an earlier attempt left. Without it one is made when the first bytes come.
*/
export const createPartFile = (
	{key, stem}: Pick<PartOwner, 'key' | 'stem'>,
	{folder, makeFolder, log, now}: PartFileOptions,
	begun?: {readonly part: OpenPart; readonly note: PartNote},
): PartFile => {
	let {part, note} = begun ?? {};
	let sample = part?.sample ?? Buffer.alloc(0);
	let extension: string | undefined;
	const byteCount = (): number => part?.writer.byteCount() ?? 0;
	let origin: Origin | undefined = byteCount() > 0 ? note?.record.origin : undefined;
	let notedBytes = byteCount();
	let notedAt = now();
	// Once the name is free again it may be another download's.
	let isOurs = true;

	const onDisk = async <Result>(work: () => Promise<Result>): Promise<Result> => {
		try {
			return await work();
		} catch (error) {
			throw diskError(folder, error);
		}
	};

	const writeNote = (offsetBytes: number, whole?: PartRecord['whole']): void => {
		if (part) {
			note?.write({path: part.path, identity: part.identity, offsetBytes, origin, whole});
			notedBytes = offsetBytes;
			notedAt = now();
		}
	};

	if (begun) {
		// Of a part that was found shorter, or was not yet noted to be there, that is what is true from now on.
		writeNote(byteCount());
	}

	const begin = async (): Promise<OpenPart> => {
		if (!part) {
			await makeFolder();
			part = await makePart(folder, stem, path => {
				const record = {path, offsetBytes: 0};
				note?.write(record);
				note ??= log?.reserve(key, folder, record);
			});
			writeNote(0);
		}

		return part;
	};

	/** Bring to the disk what came, and note that it is there. */
	const secure = async ({writer, handle}: Pick<OpenPart, 'writer' | 'handle'>): Promise<void> => {
		await writer.flush();
		await handle.datasync();
		try {
			writeNote(byteCount());
		} catch {
			// What was noted before is still true, only of fewer bytes.
		}
	};

	const isDue = (): boolean => byteCount() - notedBytes >= unnotedBytes || now() - notedAt >= unnotedMs;

	const publish: PartFile['publish'] = async (media = {}) => {
		const {path, identity, handle, writer} = await begin();
		extension ??= await mediaExtension(sample);
		await writer.flush();
		const whole = {bytes: byteCount(), sha256: writer.sha256()};
		const isVerified = await checkMedia({handle, bytes: whole.bytes}, extension, media);
		await handle.sync();
		if (!isSameFile(await lstat(path, {bigint: true}), identity)) {
			throw new DownloadError('content', `${path} is another file now, and is left alone; d tries again`);
		}

		writeNote(whole.bytes, whole);
		const name = isVerified ? stem : `${stem} (unverified)`;
		const file = await withFreeName({folder, stem: name, extension}, async to => {
			await placeFile(path, to);
			return to;
		});
		isOurs = false;
		// Only now, so that a name which could not be given is given by another try. All is on the disk already.
		await handle.close().catch(() => undefined);
		return {path: file, ...whole};
	};

	const discard = async (): Promise<void> => {
		if (!isOurs) {
			return;
		}

		isOurs = false;
		await part?.handle.close().catch(() => undefined);
		try {
			if (part) {
				removeNoted(part);
			}

			note?.erase();
		} catch {
			// A part that cannot be removed is seen as what it is by its name.
		}
	};

	const keep = async (): Promise<void> => {
		if (!isOurs || !part) {
			return discard();
		}

		isOurs = false;
		// Where not all of it can be secured, there is what was noted before.
		await secure(part).catch(() => undefined);
		await part.handle.close().catch(() => undefined);
		try {
			note?.release();
		} catch {
			// It is free anyway once the program has ended.
		}
	};

	return {
		write: async chunk =>
			onDisk(async () => {
				const {writer, handle} = await begin();
				if (extension === undefined) {
					sample = Buffer.concat([sample, chunk.subarray(0, sampleBytes - sample.length)]);
					extension = sample.length < sampleBytes ? undefined : await mediaExtension(sample);
				}

				await writer.write(chunk);
				if (note && isDue()) {
					await secure({writer, handle});
				}
			}),

		byteCount,

		lastBytes: async length =>
			onDisk(async () => {
				const {writer, handle} = await begin();
				await writer.flush();
				const bytes = byteCount();
				return readAt({handle, bytes}, bytes - length, length);
			}),

		origin: () => origin,

		setOrigin(next) {
			origin = next;
		},

		restart: async () =>
			onDisk(async () => {
				sample = Buffer.alloc(0);
				extension = undefined;
				origin = undefined;
				// Noted first: what comes next is never to be taken for what was there.
				writeNote(0);
				await part?.writer.restart();
			}),

		publish: async media => onDisk(async () => publish(media)),
		keep: log ? keep : discard,
		discard,
	};
};
