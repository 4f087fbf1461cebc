import {closeSync, fstatSync, openSync, readdirSync, readSync, unlinkSync} from 'node:fs';
import path from 'node:path';
import type {Dispatcher} from 'undici';
import {createDiskGate} from '../../source/engine/disk-gate.js';
import {downloadFile} from '../../source/engine/download-file.js';
import type {Clock} from '../../source/engine/ports.js';
import {createOpenMedia} from '../../source/platform/open-media.js';
import {createOpenPartFile} from '../../source/platform/open-part-file.js';
import type {Output} from '../../source/task/task.js';
import {link, wantedFile} from '../engine/download-rig.js';
import {noAnswerFiles} from '../helpers/answer-files.js';
import {roomyDisk} from '../helpers/roomy-disk.js';
import type {Exchange} from './resume-exchange.js';

/** Waits for retries are over at once; a stall never comes. */
const hastyClock: Clock = {
	now: () => 0,
	sleep: async (milliseconds, signal) =>
		new Promise((resolve, reject) => {
			if (milliseconds < 30_000) {
				resolve();
			}

			signal.addEventListener('abort', () => reject(signal.reason), {once: true});
		}),
};

/** Reads one file after the other into the same memory, as millions are read. */
const createReader = () => {
	let memory = Buffer.alloc(0);

	/** What it gives is there until the next file is read. */
	return (file: string): Buffer => {
		const descriptor = openSync(file, 'r');
		const {size} = fstatSync(descriptor);
		memory = memory.length < size ? Buffer.alloc(size) : memory;
		const bytes = readSync(descriptor, memory, 0, size, 0);
		closeSync(descriptor);
		return memory.subarray(0, bytes);
	};
};

/**
A downloader of files of a host. Each time it saves the file, looks at it and removes it.

@param url - Of the host, without a slash at the end.
@param folder - An empty one.
*/
export const createDownload = ({
	exchange,
	agent,
	url,
	folder,
}: {
	readonly exchange: Exchange;
	readonly agent: Dispatcher;
	readonly url: string;
	readonly folder: string;
}) => {
	const ports = {
		clock: hastyClock,
		random: () => 0,
		resolveLink: async () => url,
		openMedia: createOpenMedia({agent, isLoopbackAllowed: true}),
		openKept: noAnswerFiles.openKept,
		lookAtDisk: roomyDisk,
		openPartFile: createOpenPartFile({outputFolder: folder, now: hastyClock.now}),
	};

	const read = createReader();

	return async ({fresh = [], from = '/film.mp4'}: {fresh?: readonly string[]; from?: string} = {}) => {
		const freshOutputs = async (): Promise<readonly Output[]> => fresh.map(to => link(url + to));
		const saved = await downloadFile(wantedFile('clip', {place: {type: 'url', url: url + from}}), {
			ports: {...ports, freshOutputs},
			signal: new AbortController().signal,
			sleep: async () => undefined,
			diskGate: createDiskGate({...ports, isPatient: false}),
			onStart: async () => undefined,
			onWait: () => undefined,
			onBlock: () => undefined,
			onProgress: ({receivedBytes}) => exchange.reach(receivedBytes),
		}).catch((error: Error) => error.message.replaceAll(new URL(url).host, 'HOST'));
		const names = readdirSync(folder);
		const content = typeof saved === 'string' ? undefined : read(saved.path);
		for (const name of names) {
			unlinkSync(path.join(folder, name));
		}

		return {
			...exchange.take(),
			content,
			names,
			sha256: typeof saved === 'string' ? undefined : saved.sha256,
			failure: typeof saved === 'string' ? saved : undefined,
		};
	};
};

export type Download = ReturnType<typeof createDownload>;
