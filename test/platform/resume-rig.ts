import {createCipheriv} from 'node:crypto';
import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import type {IncomingMessage, OutgoingHttpHeaders, ServerResponse} from 'node:http';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {createDiskGate} from '../../source/engine/disk-gate.js';
import {downloadFile} from '../../source/engine/download-file.js';
import type {Clock} from '../../source/engine/ports.js';
import {createMediaAgent} from '../../source/platform/http-agents.js';
import {createOpenMedia} from '../../source/platform/open-media.js';
import {createOpenPartFile} from '../../source/platform/open-part-file.js';
import type {Output} from '../../source/task/task.js';
import {link, wantedFile} from '../engine/download-rig.js';
import {noAnswerFiles} from '../helpers/answer-files.js';
import type {Cleanup} from '../helpers/cleanup.js';
import {startFakeService} from '../helpers/fake-service.js';
import {roomyDisk} from '../helpers/roomy-disk.js';
import {box, ftyp} from './media-samples.js';

/** A film of so many bytes, none of which could stand for another. Each take has other bytes. */
export const film = (totalBytes: number, take = 0): Buffer => {
	const start = Buffer.concat([ftyp, box('moov')]);
	const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, take), Buffer.alloc(16));
	return Buffer.concat([start, box('mdat', cipher.update(Buffer.alloc(totalBytes - start.length - 8)))]);
};

export type Answer = {
	readonly status?: number;
	readonly headers?: OutgoingHttpHeaders;
	readonly body: Uint8Array;
	/** The connection is cut once the client has said that this many bytes of the file are there. */
	readonly cutAt?: number | undefined;
	/** Sent without a length, so that nothing but the end of the connection tells that this was all. */
	readonly isEndOpen?: boolean;
	/** Sent slice by slice. */
	readonly isThrottled?: boolean;
	/** Where in the file the body starts. */
	readonly startsAt?: number;
};

/** The part of a file that was asked for, as a host that works sends it. */
export const rest = (file: Buffer, offset: number, headers: OutgoingHttpHeaders = {}): Answer => ({
	status: 206,
	headers: {'content-range': `bytes ${offset}-${file.length - 1}/${file.length}`, ...headers},
	body: file.subarray(offset),
	startsAt: offset,
});

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

const drip = async (response: ServerResponse, bytes: Uint8Array, isCut: boolean): Promise<void> => {
	for (let offset = 0; offset < bytes.length; offset += 32 * 1024) {
		response.write(bytes.subarray(offset, offset + 32 * 1024));
		await new Promise(resolve => setImmediate(resolve));
	}

	if (!isCut) {
		response.end();
	}
};

/**
A media host and a downloader, with a folder that goes with the test.

@param answer - What the host says. It is told which request it is, from 0, and where the range starts that is asked for.
*/
export const startResumeRig = async (
	context: Cleanup,
	answer: (count: number, offset: number | undefined, request: IncomingMessage) => Answer,
) => {
	let reached = 0;
	let sentBytes = 0;
	let cut: (() => void) | undefined;
	let cutAt = Number.POSITIVE_INFINITY;
	let requestCount = 0;

	const send = (request: IncomingMessage, response: ServerResponse): void => {
		const [, start] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? [];
		const reply = answer(requestCount++, start === undefined ? undefined : Number(start), request);
		const {status = 200, headers, body, startsAt = 0} = reply;
		response.useChunkedEncodingByDefault = !reply.isEndOpen;
		const isMeasured = !reply.isEndOpen && !headers?.['transfer-encoding'];
		response.writeHead(status, {...(isMeasured && {'content-length': body.length}), ...headers});
		cutAt = reply.cutAt ?? Number.POSITIVE_INFINITY;
		const piece = body.subarray(0, cutAt - startsAt);
		sentBytes += piece.length;
		const isCut = reply.cutAt !== undefined;
		if (isCut) {
			cut = () => response.socket?.resetAndDestroy();
		}

		if (reply.isThrottled) {
			void drip(response, piece, isCut);
		} else if (isCut) {
			response.write(piece);
		} else {
			response.end(piece);
		}
	};

	const service = await startFakeService(send);
	const folder = await mkdtemp(path.join(tmpdir(), 'resume-'));
	const agent = createMediaAgent({isLoopbackAllowed: true});
	context.after(async () => {
		await agent.destroy();
		await service.close();
		await rm(folder, {recursive: true});
	});

	const ports = {
		clock: hastyClock,
		random: () => 0,
		resolveLink: async () => service.url,
		openMedia: createOpenMedia({agent, isLoopbackAllowed: true}),
		openKept: noAnswerFiles.openKept,
		lookAtDisk: roomyDisk,
		openPartFile: createOpenPartFile({outputFolder: folder, now: hastyClock.now}),
	};

	/** Save the file, look at it and remove it. */
	const download = async ({fresh = [], from = '/film.mp4'}: {fresh?: readonly string[]; from?: string} = {}) => {
		requestCount = 0;
		sentBytes = 0;
		const firstRequest = service.requests.length;
		const freshOutputs = async (): Promise<readonly Output[]> => fresh.map(to => link(service.url + to));
		const saved = await downloadFile(wantedFile('clip', {place: {type: 'url', url: service.url + from}}), {
			ports: {...ports, freshOutputs},
			signal: new AbortController().signal,
			diskGate: createDiskGate({...ports, isPatient: false}),
			onStart: async () => undefined,
			onWait: () => undefined,
			onBlock: () => undefined,
			onProgress({receivedBytes}) {
				reached = receivedBytes;
				if (reached >= cutAt) {
					cutAt = Number.POSITIVE_INFINITY;
					cut?.();
				}
			},
		}).catch((error: Error) => error.message.replaceAll(new URL(service.url).host, 'HOST'));
		const names = await readdir(folder);
		const content = typeof saved === 'string' ? undefined : await readFile(saved.path);
		await Promise.all(names.map(async name => rm(path.join(folder, name))));
		const requests = service.requests.slice(firstRequest);
		return {
			content,
			names,
			sentBytes,
			sha256: typeof saved === 'string' ? undefined : saved.sha256,
			failure: typeof saved === 'string' ? saved : undefined,
			ranges: requests.map(({headers}) => headers.range),
			conditions: requests.map(({headers}) => headers['if-range']),
		};
	};

	return {download};
};
