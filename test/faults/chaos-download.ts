import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {createDiskGate} from '../../source/engine/disk-gate.js';
import {downloadFile} from '../../source/engine/download-file.js';
import type {DownloadBlock, DownloadPorts, DownloadWait} from '../../source/engine/download-ports.js';
import type {Clock} from '../../source/engine/ports.js';
import {createMediaAgent} from '../../source/platform/http-agents.js';
import {createOpenMedia} from '../../source/platform/open-media.js';
import {createOpenPartFile} from '../../source/platform/open-part-file.js';
import {DownloadError} from '../../source/task/errors.js';
import {link, wantedFile} from '../engine/download-rig.js';
import {noAnswerFiles} from '../helpers/answer-files.js';
import {roomyDisk} from '../helpers/roomy-disk.js';
import {film} from '../platform/resume-exchange.js';
import {type Answer, type ChaosRequest, type Scenario, startChaosServer} from './chaos-server.js';
import type {FaultContext} from './fault.js';

/** Waits are over at once, and nobody is ever taken to have stalled. */
const hastyClock: Clock = {
	now: () => 0,
	sleep: async (milliseconds, signal) =>
		new Promise((resolve, reject) => {
			if (milliseconds < 30_000) {
				// Not within the same turn: what one waits for is to have a chance to come.
				setTimeout(resolve, 1);
			}

			signal.addEventListener('abort', () => reject(signal.reason), {once: true});
		}),
};

/** For what never comes so far, as it is refused. */
const longestCutMs = 300;

const haste = 50;

/** Fifty seconds pass in one. */
export const fastClock: Clock = {
	now: () => performance.now() * haste,
	sleep: async (milliseconds, signal) => {
		await sleep(milliseconds / haste, undefined, {signal});
	},
};

/** A film of some hundred kilobytes. Each take has other bytes. */
export const someFilm = (context: FaultContext, take = 0): Buffer => film(context.integer(200_000, 600_000), take);

/** Where a rest is asked for; `undefined` where the whole is. */
export const offsetOf = ({headers}: ChaosRequest): number | undefined => {
	const [, start] = /^bytes=(\d+)-$/.exec(headers.get('range') ?? '') ?? [];
	return start === undefined ? undefined : Number(start);
};

export const rest = (file: Buffer, offset: number, headers: Scenario['headers'] = {}): Scenario => ({
	status: 206,
	headers: {'content-range': `bytes ${offset}-${file.length - 1}/${file.length}`, ...headers},
	body: file.subarray(offset),
});

/**
A host that works.

@param spoil - What is wrong with the answer of that number, from 0.
*/
export const host =
	(file: Buffer, headers: Scenario['headers'] = {}, spoil: (count: number) => Scenario = () => ({})): Answer =>
	(request, count) => {
		const offset = offsetOf(request);
		const right = offset === undefined ? {body: file, headers} : rest(file, offset, headers);
		const {cutAt, rstAt, hangAt, ...wrong} = spoil(count);
		// Places in the file become places in what is sent of it.
		const at = (place: number): number => Math.max(0, place - (offset ?? 0));
		return {
			...right,
			...(cutAt !== undefined && {cutAt: at(cutAt)}),
			...(rstAt !== undefined && {rstAt: at(rstAt)}),
			...(hangAt !== undefined && {hangAt: at(hangAt)}),
			...wrong,
		};
	};

export type Outcome = {
	/** Of the file that was saved. */
	readonly content: Buffer | undefined;
	/** What is in the folder. */
	readonly names: readonly string[];
	readonly failure: string | undefined;
	/** Where the rests began that were asked for. */
	readonly offsets: readonly (number | undefined)[];
	readonly conditions: readonly (string | undefined)[];
	readonly waits: readonly DownloadWait[];
	readonly blocks: readonly DownloadBlock[];
};

/**
A media host that answers as well or as badly as it is told, and what saves a file of it as the program does.
*/
export const startChaosDownload = async (
	context: FaultContext,
	answer: Answer,
	ports: Partial<DownloadPorts> & {readonly idleTimeoutMs?: number; readonly folder?: string} = {},
) => {
	let reachedBytes = 0;
	// What is on its way when a connection ends may be lost with it: each cut waits for what was sent before to have come.
	const server = await startChaosServer(context, (request, count) => {
		const scenario = answer(request, count);
		const startsAt = scenario.status === 206 ? (offsetOf(request) ?? 0) : 0;
		const cutAt = startsAt + (scenario.cutAt ?? scenario.rstAt ?? 0);
		reachedBytes = 0;
		return {...scenario, beforeCut: async () => reached(cutAt)};
	});
	const reached = async (bytes: number): Promise<void> => {
		const endAt = performance.now() + longestCutMs;
		while (reachedBytes < bytes && performance.now() < endAt) {
			await sleep(1);
		}
	};
	const folder = ports.folder ?? (await context.makeFolder());
	const agent = createMediaAgent({isLoopbackAllowed: true});
	context.after(async () => agent.destroy());
	const clock = ports.clock ?? hastyClock;
	const usual: Omit<DownloadPorts, 'freshOutputs'> = {
		clock,
		random: context.random,
		resolveLink: async () => server.url,
		openMedia: createOpenMedia({agent, isLoopbackAllowed: true, idleTimeoutMs: ports.idleTimeoutMs}),
		openKept: noAnswerFiles.openKept,
		lookAtDisk: roomyDisk,
		openPartFile: createOpenPartFile({outputFolder: folder, now: clock.now}),
	};

	/**
	@param fresh - Paths of the links that the service gives where it is asked again.
	@param onBlock - Sees to what keeps the file from being saved.
	*/
	const save = async ({
		from = '/film.mp4',
		name = 'clip',
		fresh = [],
		expiresAt,
		onBlock = () => undefined,
		onProgress = () => undefined,
	}: {
		readonly from?: string;
		readonly name?: string;
		readonly fresh?: readonly string[];
		readonly expiresAt?: number;
		readonly onBlock?: (block: DownloadBlock) => void;
		readonly onProgress?: (receivedBytes: number) => void;
	} = {}): Promise<Outcome> => {
		const firstRequest = server.requests.length;
		const waits: DownloadWait[] = [];
		const blocks: DownloadBlock[] = [];
		const all: DownloadPorts = {
			...usual,
			...ports,
			freshOutputs: async () => fresh.map(to => link(server.url + to)),
		};
		const place = {type: 'url', url: server.url + from} as const;
		const saved = await downloadFile(wantedFile(name, {place, ...(expiresAt !== undefined && {expiresAt})}), {
			ports: all,
			signal: new AbortController().signal,
			sleep: async ms => all.clock.sleep(ms, new AbortController().signal),
			diskGate: createDiskGate({...all, isPatient: true}),
			onStart: async () => undefined,
			onWait: wait => void waits.push(wait),
			onBlock(block) {
				blocks.push(block);
				onBlock(block);
			},
			onProgress({receivedBytes}) {
				reachedBytes = receivedBytes;
				onProgress(receivedBytes);
			},
		}).catch((error: unknown) => {
			assert.ok(error instanceof DownloadError, String(error));
			return error.message.replaceAll(server.host, 'HOST').replaceAll(folder, 'FOLDER');
		});
		const requests = server.requests.slice(firstRequest);
		const content = typeof saved === 'string' ? undefined : await readFile(saved.path);
		if (content && typeof saved !== 'string') {
			assert.equal(saved.sha256, createHash('sha256').update(content).digest('hex'));
		}

		return {
			content,
			names: (await readdir(folder)).toSorted(),
			failure: typeof saved === 'string' ? saved : undefined,
			offsets: requests.map(offsetOf),
			conditions: requests.map(({headers}) => headers.get('if-range')),
			waits,
			blocks,
		};
	};

	return {
		save,
		server,
		folder,
		filesIn: async () => readdir(folder),
		pathOf: (name: string) => path.join(folder, name),
	};
};

/** See that the file is there under its name, whole and alone. */
export const assertSaved = ({content, names, failure}: Outcome, file: Buffer): void => {
	assert.equal(failure, undefined);
	assert.deepEqual(names, ['clip.mp4']);
	assert.ok(content?.equals(file), 'The file is as the host has it.');
};

/**
See that there is nothing, and why.

@returns The reason.
*/
export const assertNothing = ({names, failure = ''}: Outcome, reason: RegExp): string => {
	assert.match(failure, reason);
	assert.deepEqual(names, []);
	return failure;
};
