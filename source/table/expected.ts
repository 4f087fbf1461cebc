import {usualTime} from '../task/timing.js';
import {elapsedMs, isElapsedApproximate, isFinished, type Watch} from '../task/watch.js';
import type {RowContext, Span} from './cell.js';
import {formatDuration} from './format.js';

/** Half of the runs end around the middle one; where it is past, the late ones are the next that can be told of. */
const leftText = (elapsed: number, medianMs: number, lateMs: number): string =>
	elapsed < medianMs
		? `about ${formatDuration(medianMs - elapsed)} left`
		: elapsed < lateMs
			? `nine of ten by ${formatDuration(lateMs)}`
			: 'this one takes longer';

/**
How long a task that is under way may still take, from what runs of its model took.

@returns `undefined` where too few of them were seen.
*/
export const expectedSpan = (watch: Watch, {now, timings, glyphs}: RowContext): Span | undefined => {
	const usual = watch.answer && !isFinished(watch) ? usualTime(timings, watch.answer) : undefined;
	const elapsed = elapsedMs(watch, now);
	if (!usual || elapsed === undefined) {
		return undefined;
	}

	const {medianMs, lateMs, runCount} = usual;
	const usually = formatDuration(medianMs);
	const parts = [
		isElapsedApproximate(watch) ? `usually done ${usually} after adding` : `usually done in ${usually}`,
		leftText(elapsed, medianMs, lateMs),
		`from ${runCount} runs`,
	];
	return {text: parts.join(` ${glyphs.dot} `)};
};
