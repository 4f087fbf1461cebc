import type {AskTask, Pace} from '../source/engine/ports.js';
import {createSession, type SessionOptions} from '../source/session.js';
import type {ListEvent} from '../source/store/events.js';
import type {ListChange, LoadedList, OwnedList} from '../source/store/list-file.js';
import {DownloadError} from '../source/task/errors.js';
import type {TaskId} from '../source/task/task.js';
import {noAnswerFiles} from './helpers/answer-files.js';
import {createFakeClock, type FakeClock} from './helpers/fake-clock.js';
import {roomyDisk} from './helpers/roomy-disk.js';

/** A list on a disk in memory. What is written comes into the diary. */
export const createListFile = (
	diary: string[],
	{watches = [], downloads = [], ...trouble}: Partial<LoadedList> = {},
): OwnedList & {fail: (error: Error | undefined) => void} => {
	let error: Error | undefined;
	return {
		load: () => ({watches, downloads, brokenCount: 0, ...trouble}),
		save(change: ListChange) {
			if (error) {
				throw error;
			}

			const written = [
				...change.put.map(({watch: {id, answer}}) => `${id}:${answer?.phase ?? 'new'}`),
				...change.drop.map(id => `no ${id}`),
				...change.downloads.map(({key, state}) => `${key}:${state.type}`),
			];
			diary.push(...(written.length === 0 ? [] : [`written ${written.join(', ')}`]));
		},
		history: () => [],
		owner: {
			requestsAfter: last => ({requests: [], last, brokenCount: 0}),
			onOtherWrites: () => undefined,
			settleIn: () => undefined,
		},
		close() {
			diary.push('closed');
		},
		fail(next) {
			error = next;
		},
	};
};

const tellsNoSize = (): never => {
	throw new DownloadError('content', 'It tells no size');
};

/**
A session in a world of fakes, with a diary of what was asked, opened, written and told. The clock stands at the start of an hour.
*/
export const startSession = (
	{
		askTask,
		isStarted = true,
		pace = {},
		...options
	}: Partial<Omit<SessionOptions, 'askTask'>> & {
		readonly askTask?: (id: TaskId, signal: AbortSignal, clock: FakeClock) => ReturnType<AskTask>;
		readonly isStarted?: boolean;
		/** How politely all tasks are asked about. */
		readonly pace?: Omit<Pace, 'host'>;
	} = {},
	diary: string[] = [],
) => {
	const clock = createFakeClock();
	const since = clock.now();
	const session = createSession({
		clock,
		random: () => 0.5,
		paceOf: () => ({host: 'api.test', ...pace}),
		cancelTask: async id => {
			diary.push(`cancelled ${id}`);
			return undefined;
		},
		resolveLink: async () => 'https://m.test/resolved',
		async openMedia(url) {
			diary.push(`opened ${url}`);
			return {
				totalBytes: 4,
				chunks: (async function* () {
					yield new Uint8Array(4);
				})(),
			};
		},
		probeMedia: async () => tellsNoSize(),
		factsOfHeld: async () => tellsNoSize(),
		openKept: noAnswerFiles.openKept,
		lookAtDisk: roomyDisk,
		async openPartFile({stem}) {
			let bytes = 0;
			return {
				async write(chunk) {
					bytes += chunk.length;
				},
				byteCount: () => bytes,
				lastBytes: async length => new Uint8Array(length),
				origin: () => undefined,
				setOrigin: () => undefined,
				async restart() {
					bytes = 0;
				},
				publish: async () => ({path: `/results/${stem}.mp4`, bytes: 4, sha256: 'abc'}),
				async keep() {
					diary.push(`kept ${stem}`);
				},
				async discard() {
					diary.push(`discarded ${stem}`);
				},
			};
		},
		onEvents(events: readonly ListEvent[]) {
			diary.push(`told ${events.map(({type, watch}) => `${type} ${watch.id}`).join(', ')}`);
		},
		...options,
		async askTask(id, signal) {
			diary.push(`asked ${id}`);
			return askTask ? askTask(id, signal, clock) : {};
		},
	});

	if (isStarted) {
		session.start();
	}

	return {
		...session,
		clock,
		diary,
		state: () => session.store.getState(),
		add: (...ids: readonly string[]) => session.store.getState().addWatches(ids as readonly TaskId[]),
		/** Milliseconds since the start. */
		elapsed: () => clock.now() - since,
	};
};
