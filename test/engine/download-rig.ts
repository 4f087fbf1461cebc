import type {DownloadPorts} from '../../source/engine/download-ports.js';
import {createDownloader} from '../../source/engine/downloader.js';
import type {OpenPartFile, Origin} from '../../source/engine/part-ports.js';
import type {OpenMedia} from '../../source/engine/ports.js';
import type {WantedFile} from '../../source/engine/wanted-file.js';
import {fileKey} from '../../source/task/download.js';
import type {Output, Place, TaskId} from '../../source/task/task.js';
import {createFakeClock} from '../helpers/fake-clock.js';
import {roomyDisk} from '../helpers/roomy-disk.js';

export const link = (url: string): Output => ({kind: 'video', place: {type: 'url', url}});

/**
A wanted file of a task named as the file.
*/
export const wantedFile = (
	name: string,
	{
		attempt = 1,
		host = 'media.test',
		place,
		...output
	}: {attempt?: number; host?: string; place?: Place; expiresAt?: number} = {},
): WantedFile => {
	const id = name as TaskId;
	return {
		key: fileKey(id, 0),
		attempt,
		id,
		outputIndex: 0,
		output: {kind: 'video', place: place ?? {type: 'url', url: `https://${host}/${name}`}, ...output},
		host,
		stem: name,
	};
};

/**
A download host in memory.

@returns A media with one chunk of each length.
*/
export const media = (...chunkBytes: readonly number[]): Awaited<ReturnType<OpenMedia>> => ({
	totalBytes: chunkBytes.reduce((sum, count) => sum + count, 0),
	chunks: (async function* () {
		for (const count of chunkBytes) {
			yield new Uint8Array(count);
		}
	})(),
});

/**
Some bytes, if any, and then none for ever, from a host that does not heed an abort.
*/
export async function* silence(bytes = 0): AsyncGenerator<Uint8Array> {
	if (bytes > 0) {
		yield new Uint8Array(bytes);
	}

	await new Promise(() => undefined);
}

/**
A downloader in a world of fakes, with a diary of what it told and did: what was told, and when a part was `emptied`, `kept` or `discarded`.
*/
export const startDownloader = ({
	onStarted,
	...ports
}: Partial<DownloadPorts> & {
	readonly maxConcurrent?: number;
	readonly isPatient?: boolean;
	readonly onStarted?: () => void;
} = {}) => {
	const clock = createFakeClock(0);
	const diary: string[] = [];

	const openPartFile: OpenPartFile = async ({stem}) => {
		let bytes = 0;
		let origin: Origin | undefined;
		/** Of a part without bytes there is nothing on the disk. */
		const leave = (how: string): void => {
			if (bytes > 0) {
				diary.push(`${stem}: part ${how}`);
			}
		};
		return {
			async write(chunk) {
				bytes += chunk.length;
			},
			byteCount: () => bytes,
			lastBytes: async length => new Uint8Array(length),
			async restart() {
				bytes = 0;
				origin = undefined;
				diary.push(`${stem}: part emptied`);
			},
			origin: () => origin,
			setOrigin(next) {
				origin = next;
			},
			async publish() {
				return {path: `/results/${stem}.mp4`, bytes, sha256: 'abc'};
			},
			async keep() {
				leave('kept');
			},
			async discard() {
				leave('discarded');
			},
		};
	};

	const name = (key: string): string => key.split(' ')[0] ?? '';
	const downloader = createDownloader({
		clock,
		random: () => 0,
		resolveLink: async () => 'https://media.test/resolved',
		openMedia: async () => media(10),
		openKept: async () => media(10),
		lookAtDisk: roomyDisk,
		openPartFile,
		freshOutputs: async () => [],
		listener: {
			downloadStarted(key) {
				diary.push(`${name(key)}: started`);
				onStarted?.();
			},
			downloadProgressed: (key, {receivedBytes, totalBytes}) =>
				diary.push(`${name(key)}: ${receivedBytes} of ${totalBytes ?? '?'}`),
			downloadWaiting: (key, {until, message}) => diary.push(`${name(key)}: waits until ${until}, ${message}`),
			downloadBlocked: (key, {until, message}) =>
				diary.push(`${name(key)}: blocked${until === undefined ? '' : ` until ${until}`}, ${message}`),
			fileSaved: (key, {path, bytes}, warning) =>
				diary.push(`${name(key)}: saved ${bytes} bytes as ${path}${warning === undefined ? '' : `, ${warning}`}`),
			downloadFailed: (key, {failure, message}) => diary.push(`${name(key)}: failed (${failure}), ${message}`),
		},
		...ports,
	});

	return {clock, diary, ...downloader};
};
