import {type FileHandle, lstat, mkdir, open, unlink} from 'node:fs/promises';
import path from 'node:path';
import type {PartFile} from '../engine/ports.js';
import {DownloadError} from '../task/errors.js';
import {checkMedia} from './check-media.js';
import {diskError} from './disk-error.js';
import {createFileWriter} from './file-writer.js';
import {mediaExtension, sampleBytes} from './media-extension.js';
import {placeFile, withFreeName} from './place-file.js';
import {type Readable, readAt} from './read-at.js';

type OpenPart = {readonly file: string; readonly handle: FileHandle};

/** Whether the name still leads to the file that we opened: others may write into the folder too. */
const isStillThere = async ({file, handle}: OpenPart): Promise<boolean> => {
	const [opened, named] = await Promise.all([handle.stat({bigint: true}), lstat(file, {bigint: true})]);
	return opened.dev === named.dev && opened.ino === named.ino;
};

/**
@param outputFolder - Where results go. It is made when the first one comes.
*/
export const createPartFile = (outputFolder: string): ((stem: string) => Promise<PartFile>) => {
	const folder = path.resolve(outputFolder);
	// One that is gone later may be a disk that was taken out: making it anew would fill the disk below.
	let isMade = false;

	const onDisk = async <Result>(work: () => Promise<Result>): Promise<Result> => {
		try {
			return await work();
		} catch (error) {
			throw diskError(folder, error);
		}
	};

	/** Made anew, so what stands there already is neither written to nor followed. */
	const openPart = async (stem: string): Promise<OpenPart> => {
		if (!isMade) {
			await mkdir(folder, {recursive: true});
			isMade = true;
		}

		return withFreeName({folder, stem, extension: 'part'}, async file => ({file, handle: await open(file, 'wx+')}));
	};

	return async stem => {
		const part = await onDisk(async () => openPart(stem));
		const writer = createFileWriter(part.handle);
		let sample = Buffer.alloc(0);
		let extension: string | undefined;
		// Once the name is free again it may be another download's.
		let isOurs = true;

		/** What was written, on the disk. */
		const written = async (): Promise<Readable> => {
			await writer.flush();
			return {handle: part.handle, bytes: writer.byteCount()};
		};

		const publish = async (media: Parameters<PartFile['publish']>[0] = {}) => {
			extension ??= await mediaExtension(sample);
			const content = await written();
			const isVerified = await checkMedia(content, extension, media);
			await part.handle.sync();
			if (!(await isStillThere(part))) {
				throw new DownloadError('content', `${part.file} is another file now, and is left alone; d tries again`);
			}

			const file = await withFreeName(
				{folder, stem: isVerified ? stem : `${stem} (unverified)`, extension},
				async to => {
					await placeFile(part.file, to);
					return to;
				},
			);
			isOurs = false;
			// Only now, so that a name which could not be given is given by another try. All is on the disk already.
			await part.handle.close().catch(() => undefined);
			return {path: file, bytes: content.bytes, sha256: writer.sha256()};
		};

		return {
			write: async chunk =>
				onDisk(async () => {
					if (extension === undefined) {
						sample = Buffer.concat([sample, chunk.subarray(0, sampleBytes - sample.length)]);
						extension = sample.length < sampleBytes ? undefined : await mediaExtension(sample);
					}

					await writer.write(chunk);
				}),

			byteCount: writer.byteCount,

			lastBytes: async length =>
				onDisk(async () => {
					const content = await written();
					return readAt(content, content.bytes - length, length);
				}),

			restart: async () =>
				onDisk(async () => {
					sample = Buffer.alloc(0);
					extension = undefined;
					await writer.restart();
				}),

			publish: async media => onDisk(async () => publish(media)),

			async discard() {
				if (isOurs) {
					isOurs = false;
					// A part that cannot be removed is seen as what it is by its name.
					const isUnchanged = await isStillThere(part).catch(() => false);
					await part.handle.close().catch(() => undefined);
					await (isUnchanged ? unlink(part.file) : undefined)?.catch(() => undefined);
				}
			},
		};
	};
};
