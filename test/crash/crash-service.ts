import {once} from 'node:events';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {setImmediate as turn} from 'node:timers/promises';
import {jimengDone, viduDone, viduRunning} from '../e2e/answers.js';
import {sha256, video} from '../e2e/media.js';
import {makeCanary} from '../helpers/canary.js';
import {startFakeService} from '../helpers/fake-service.js';

const sliceBytes = 128 * 1024;

/**
What the service has seen or done, at which the program may be killed.
*/
export type ServiceMoment = 'a question has come' | 'headers are sent' | 'some bytes are sent' | 'a file is sent';

export type CrashService = AsyncDisposable & {
	readonly apiUrl: string;
	readonly token: string;
	/** Have a task that runs for some questions, and then is done: with a link, or with the file within the answer. */
	readonly addTask: (id: string, mediaBytes: number, runningCount: number, isInline: boolean) => void;
	/** The hash of what each task made, by its ID. */
	readonly hashes: ReadonlyMap<string, string>;
	/** Be told of each moment, until the next listener is. */
	readonly onMoment: (listen: (moment: ServiceMoment) => void) => void;
};

const sendSlices = async (response: ServerResponse, bytes: Buffer, onSlice: () => void): Promise<void> => {
	const ended = new AbortController();
	response.once('close', () => ended.abort());
	for (let offset = 0; offset < bytes.length && !response.destroyed; offset += sliceBytes) {
		const hasRoom = response.write(bytes.subarray(offset, offset + sliceBytes));
		onSlice();
		await (hasRoom ? turn() : once(response, 'drain', {signal: ended.signal}).catch(() => undefined));
	}

	response.end();
};

/**
An API and a media host that can send the rest of a file.
*/
export const startCrashService = async (): Promise<CrashService> => {
	const files = new Map<string, {readonly bytes: Buffer; readonly hash: string}>();
	const hashes = new Map<string, string>();
	const runsFor = new Map<string, number>();
	const inlineIds = new Set<string>();
	let listen: (moment: ServiceMoment) => void = () => undefined;

	const sendFile = async ({url = '', headers}: IncomingMessage, response: ServerResponse): Promise<void> => {
		const file = files.get(/\d+/.exec(url)?.[0] ?? '');
		if (!file) {
			response.writeHead(404).end();
			return;
		}

		const {bytes, hash} = file;
		const etag = `"${hash}"`;
		const [, start = '0'] = /^bytes=(\d+)-$/.exec(headers['if-range'] === etag ? (headers.range ?? '') : '') ?? [];
		const offset = Number(start);
		const range = {'content-range': `bytes ${offset}-${bytes.length - 1}/${bytes.length}`};
		response.writeHead(offset > 0 ? 206 : 200, {
			etag,
			'content-type': 'video/mp4',
			'content-length': bytes.length - offset,
			...(offset > 0 && range),
		});
		response.flushHeaders();
		listen('headers are sent');
		await sendSlices(response, bytes.subarray(offset), () => listen('some bytes are sent'));
		listen('a file is sent');
	};

	const media = await startFakeService((request, response) => void sendFile(request, response));
	const doneAnswer = (id: string): unknown =>
		inlineIds.has(id)
			? jimengDone({base64: [files.get(id)?.bytes.toString('base64') ?? '']})
			: viduDone(`${media.url}/${id}.mp4?Expires=1900000000`);
	const api = await startFakeService(
		({url = ''}, response) => {
			const id = url.split('/').at(-1) ?? '';
			const left = runsFor.get(id);
			listen('a question has come');
			if (left === undefined) {
				response.writeHead(404).end();
				return;
			}

			runsFor.set(id, left - 1);
			response.writeHead(200, {'content-type': 'application/json'});
			response.end(JSON.stringify(left > 0 ? viduRunning : doneAnswer(id)));
		},
		{isApi: true},
	);

	return {
		apiUrl: api.url,
		token: makeCanary(),
		hashes,

		addTask(id, mediaBytes, runningCount, isInline) {
			const bytes = video(mediaBytes);
			files.set(id, {bytes, hash: sha256(bytes)});
			hashes.set(id, sha256(bytes));
			runsFor.set(id, runningCount);
			if (isInline) {
				inlineIds.add(id);
			}
		},

		onMoment(next) {
			listen = next;
		},

		async [Symbol.asyncDispose]() {
			await Promise.all([api.close(), media.close()]);
		},
	};
};
