import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import type {Dispatcher} from 'undici';
import type {Pace} from '../../source/engine/ports.js';
import {createAnswerFiles} from '../../source/platform/answer-files.js';
import {createKeptAnswerFolder} from '../../source/platform/answer-folder.js';
import {createAskTask} from '../../source/platform/ask-task.js';
import {createMediaAgent} from '../../source/platform/http-agents.js';
import {createOpenMedia} from '../../source/platform/open-media.js';
import {createOpenPartFile} from '../../source/platform/open-part-file.js';
import {createResolveLink} from '../../source/platform/resolve-link.js';
import {openWatchDatabase} from '../../source/platform/watch-database.js';
import {openWatchList} from '../../source/platform/watch-list.js';
import {readLink} from '../../source/providers/read-link.js';
import {readReply} from '../../source/providers/read-reply.js';
import {createSession} from '../../source/session.js';
import {DownloadError} from '../../source/task/errors.js';
import type {Output, TaskId} from '../../source/task/task.js';
import type {Watch} from '../../source/task/watch.js';
import {filesBelow} from '../e2e/media.js';
import {accountAt, apiAt} from '../helpers/accounts.js';
import {assertNoCanary, makeCanary} from '../helpers/canary.js';
import {createFakeClock, turn} from '../helpers/fake-clock.js';
import {roomyDisk} from '../helpers/roomy-disk.js';
import {inTime} from '../helpers/wait-for.js';
import {type Answer, startChaosServer} from './chaos-server.js';
import type {FaultContext} from './fault.js';

export type ChaosOptions = {
	/** What the API answers. */
	readonly api: Answer;
	/** What the media host answers, which never sees the token. */
	readonly media?: Answer;
	/** Where the API is said to be. @default where it is */
	readonly baseUrl?: string;
	/** What connects to the API. @default as the program does */
	readonly agent?: Dispatcher;
	/** For a whole question, in true time. @default as the program does */
	readonly timeoutMs?: number;
	readonly pace?: Omit<Pace, 'host'>;
	readonly isAutoDownload?: boolean;
};

const tellsNoSize = (): never => {
	throw new DownloadError('content', 'It tells no size');
};

/**
A living watch list that asks a real server on loopback, keeps its list in a real file, and has all its time from a fake clock: what the network takes is no time at all. When the fault is over, it is seen to that all tasks are in the file, and that the token has gone to nobody else.
*/
export const startChaosSession = async (context: FaultContext, options: ChaosOptions) => {
	const {pace, agent, timeoutMs, isAutoDownload} = options;
	const token = makeCanary();
	const folder = await context.makeFolder();
	const stateFolder = path.join(folder, 'state');
	const outputFolder = path.join(folder, 'results');
	const server = await startChaosServer(context, options.api);
	const media = await startChaosServer(context, options.media ?? (() => ({status: 404})));

	const underWay = new Set<Promise<unknown>>();
	const settle = async (): Promise<void> => {
		await turn();
		while (underWay.size > 0) {
			await Promise.allSettled(underWay);
			await turn();
		}
	};
	const track = async <Value>(promise: Promise<Value>): Promise<Value> => {
		underWay.add(promise);
		return promise.finally(() => underWay.delete(promise));
	};

	const fakeClock = createFakeClock(undefined, settle);
	let skewMs = 0;
	const clock = {...fakeClock, now: () => fakeClock.now() + skewMs};
	const startAt = fakeClock.now();
	const asked: {readonly id: TaskId; readonly at: number}[] = [];
	const account = accountAt(options.baseUrl ?? server.url, {key: token});
	const api = apiAt(context, [account], {agent, timeoutMs, now: clock.now});
	const files = createAnswerFiles(createKeptAnswerFolder(stateFolder, clock.now));
	const askTask = createAskTask({api, readReply, makeFile: files.make, now: clock.now});
	const trackedChunks = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
		const iterator = chunks[Symbol.asyncIterator]();
		for (let next = await track(iterator.next()); !next.done; next = await track(iterator.next())) {
			yield next.value;
		}
	};
	const resolveLink = createResolveLink({api, readLink});
	const mediaAgent = createMediaAgent({isLoopbackAllowed: true});
	context.after(async () => mediaAgent.destroy());

	const session = createSession({
		clock,
		random: context.random,
		paceOf: () => ({host: 'api', ...pace}),
		askTask: async (id, signal) => {
			asked.push({id, at: fakeClock.now() - startAt});
			return track(askTask(id, signal));
		},
		cancelTask: async () => undefined,
		resolveLink: async (output: Output, id, signal) => track(resolveLink(output, id, signal)),
		openMedia: createOpenMedia({agent: mediaAgent, isLoopbackAllowed: true}),
		async openKept(sha256) {
			const {chunks, ...traits} = await track(files.openKept(sha256));
			return {...traits, chunks: trackedChunks(chunks)};
		},
		probeMedia: async () => tellsNoSize(),
		factsOfHeld: async () => tellsNoSize(),
		lookAtDisk: roomyDisk,
		openPartFile: createOpenPartFile({outputFolder, now: clock.now}),
		listFile: openWatchList(stateFolder, startAt),
		isAutoDownload,
	});
	const {store} = session;

	context.after(async () => {
		await session.stop();
		const list = openWatchDatabase(stateFolder, startAt);
		const kept = list.load().watches.map(({id}) => id);
		list.close();
		assert.deepEqual(kept, [...store.getState().watches.keys()], 'All tasks are in the file.');
		const files = await filesBelow(folder);
		assertNoCanary(
			[
				...(await Promise.all(files.map(async file => [file, await readFile(file)] as const))),
				...media.requests.map(({head}) => ['a request to the media host', head] as const),
			],
			token,
		);
	});
	session.start();

	const watchOf = (id: string): Watch => {
		const watch = store.getState().watches.get(id as TaskId);
		assert.ok(watch, `${id} is on the list.`);
		return watch;
	};

	return {
		...session,
		server,
		media,
		clock,
		token,
		outputFolder,
		asked,
		watchOf,
		/** How the asking about a task goes, as people are told. */
		toldOf: (id: string): string => `${watchOf(id).health.state}: ${watchOf(id).health.message ?? ''}`,
		/** When questions began, in milliseconds since the start. */
		times: (of?: string) => asked.filter(({id}) => of === undefined || id === of).map(({at}) => at),
		/** Watch tasks from now on, and let time pass. */
		watch: async (ids: readonly string[], milliseconds: number) => {
			store.getState().addWatches(ids as readonly TaskId[]);
			await clock.advance(milliseconds);
		},
		/** Set the time of day forward, or back, without any time passing. */
		setClock: (byMs: number) => {
			skewMs += byMs;
		},
		/** Let time pass until it is so. */
		until: async (isSo: () => boolean, what: string) => {
			let isLate = false;
			const passing = (async () => {
				while (!isSo() && !isLate) {
					await clock.advance(100);
				}
			})();
			await inTime(passing, () => `Waited in vain for ${what}`, 10_000).finally(() => {
				isLate = true;
			});
		},
	};
};
