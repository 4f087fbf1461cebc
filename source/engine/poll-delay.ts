import type {Problem} from '../task/health.js';
import type {Phase} from '../task/task.js';
import type {UsualTime} from '../task/timing.js';
import {backoffMs} from './backoff.js';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** A task that was never seen may not be visible yet: asked again after these, then given up. */
const neverSeenDelaysMs = [2, 4, 8, 16, 30].map(seconds => seconds * secondMs);

/** A task that was seen and then denied three times, far apart, is gone. */
const goneDelayMs = 10 * minuteMs;
const goneCount = 3;

const backoffs: Record<Exclude<Problem['state'], 'not_found'>, {readonly baseMs: number; readonly capMs: number}> = {
	offline: {baseMs: 2 * secondMs, capMs: minuteMs},
	gateway: {baseMs: 2 * secondMs, capMs: minuteMs},
	bad_response: {baseMs: 5 * secondMs, capMs: 5 * minuteMs},
	rate_limited: {baseMs: 5 * secondMs, capMs: minuteMs},
	quota: {baseMs: minuteMs, capMs: 5 * minuteMs},
	auth: {baseMs: 30 * secondMs, capMs: hourMs},
};

/** However far apart the early and the late ends of runs are, as many questions go into the time between them at most. */
const maxWindowQuestions = 40;

/** Nothing is asked until shortly before the early ends, then often until the late ones; what takes longer is asked about by its age again. */
const wantedDelayMs = (ageMs: number, usual: UsualTime | undefined): number => {
	if (!usual || ageMs > usual.lateMs) {
		return ageMs / 10;
	}

	const beforeMs = 0.9 * usual.earlyMs - ageMs;
	return beforeMs > 0 ? beforeMs : Math.min(ageMs / 10, (usual.lateMs - usual.earlyMs) / maxWindowQuestions);
};

/**
How long to wait after a good answer of a task that is not settled, within bounds that the providers ask for. Where it is not known how long such tasks take it is a tenth of the task's age, so that its end is seen about five percent late. An unknown phase is asked about slowly.

@param ageMs - How long the task has been under way.
@param random - From 0 to 1; the result is spread by ten percent each way.
@param usual - How long such tasks take, where enough of them were seen.
*/
export const pollDelayMs = (phase: Phase, ageMs: number, random: () => number, usual?: UsualTime): number => {
	const floorMs = phase === 'unknown' ? 30 * secondMs : 5 * secondMs;
	const capMs = ageMs > 24 * hourMs ? 5 * minuteMs : ageMs > hourMs ? minuteMs : 30 * secondMs;
	return Math.min(Math.max(floorMs, wantedDelayMs(ageMs, usual)), capMs) * (0.9 + 0.2 * random());
};

/**
How long to wait after a question that failed.

@param failureCount - Failures in a row, from 1; where the service denies the task, how often it has done so since it last told of it.
@param wasSeen - Whether the service has ever told the phase of this task.
@returns Milliseconds, or `undefined` to give the task up.
*/
export const failureDelayMs = (
	{state}: Problem,
	failureCount: number,
	wasSeen: boolean,
	random: () => number,
): number | undefined => {
	if (state !== 'not_found') {
		return backoffMs(failureCount, random, backoffs[state]);
	}

	if (wasSeen) {
		return failureCount < goneCount ? goneDelayMs : undefined;
	}

	return neverSeenDelaysMs[failureCount - 1];
};
