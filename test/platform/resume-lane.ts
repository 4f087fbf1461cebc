import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {Cleanup} from '../helpers/cleanup.js';
import {MemoryHost} from './memory-host.js';
import {createDownload, type Download} from './resume-download.js';
import {type AnswerRequest, createExchange} from './resume-exchange.js';
import {type Contents, expectedRequests, hostOf, type Pair} from './resume-pairs.js';

/** Where files are kept in memory, on systems that have it. */
const memoryFolder = '/dev/shm';

/** A media host in memory and a downloader of the program's own code, with a folder that goes with the test. */
export const startMemoryRig = async (
	context: Cleanup,
	answer: AnswerRequest,
): Promise<{readonly download: Download}> => {
	const folder = await mkdtemp(path.join(existsSync(memoryFolder) ? memoryFolder : tmpdir(), 'resume-'));
	context.after(async () => rm(folder, {recursive: true}));
	const exchange = createExchange(answer);
	// An address, as a name would have to be looked up by nobody.
	return {download: createDownload({exchange, agent: new MemoryHost(exchange), url: 'http://192.0.2.1', folder})};
};

type StartRig = (context: Cleanup, answer: AnswerRequest) => Promise<{readonly download: Download}>;

export type CutOptions = {
	readonly startRig: StartRig;
	readonly pair: Pair;
	readonly contents: Contents;
	/** The places, each for one download. */
	readonly cuts: readonly number[];
	/** How many downloads are under way at once. @default 1 */
	readonly laneCount?: number;
};

export type CutCounts = {
	readonly downloads: number;
	/** Those that went on where they had broken off, and so came to their end. */
	readonly resumed: number;
	/** Those that gave in the end what the host has, left nothing else, and asked for just what was missing. */
	readonly identical: number;
	/** The first of those that did not. */
	readonly problems: readonly string[];
};

const maxProblemCount = 5;

/**
Download a film from a host of a pair again and again, each time breaking it off at another place.
*/
export const cutDownloads = async (
	context: Cleanup,
	{startRig, pair, contents, cuts, laneCount = 1}: CutOptions,
): Promise<CutCounts> => {
	const left = cuts.values();
	const problems: string[] = [];
	let resumed = 0;
	let identical = 0;

	const lane = async (): Promise<void> => {
		let cutAt = 0;
		const {last, answer} = hostOf(pair, contents, () => cutAt);
		// What is sent from memory could be spoilt by whoever gets it.
		const untouched = Buffer.from(last);
		const {download} = await startRig(context, answer);

		const downloadOnce = async (): Promise<void> => {
			const {content, names, failure, ranges, conditions, statuses} = await download();
			assert.deepEqual(
				{failure, names, ranges, conditions},
				{failure: undefined, names: ['clip.mp4'], ...expectedRequests(pair, cutAt, statuses[1])},
			);
			assert.ok(content?.equals(untouched), 'the file is another one');
			resumed += statuses.length === 2 && statuses[1] === 206 ? 1 : 0;
		};

		for (cutAt of left) {
			try {
				await downloadOnce();
				identical++;
			} catch (error) {
				problems.push(`${pair.title}, cut at ${cutAt}: ${(error as Error).message}`);
				problems.length = Math.min(problems.length, maxProblemCount);
			}
		}
	};

	await Promise.all(Array.from({length: laneCount}, lane));
	return {downloads: cuts.length, resumed, identical, problems};
};
