import type {TaskAnswer, TaskId} from './task.js';

/**
What a media file says of itself.
*/
export type MediaFacts = {
	/** Pixels, as the media is shown. */
	readonly width?: number | undefined;
	readonly height?: number | undefined;
	readonly durationSeconds?: number | undefined;
};

export type Measurement = {readonly id: TaskId; readonly facts: MediaFacts};

/**
Fill into an answer what it does not tell and its first result does. What the answer itself tells stays. Filling in the same once more changes nothing.
*/
export const withMeasurement = (answer: TaskAnswer, {width, height, durationSeconds}: MediaFacts): TaskAnswer => ({
	...answer,
	...(answer.width === undefined &&
		answer.height === undefined &&
		width !== undefined &&
		height !== undefined && {width, height, resolutionSource: 'media'}),
	...(answer.durationSeconds === undefined && durationSeconds !== undefined && {durationSeconds}),
});

/**
An answer, with what was measured for the one before it: a result that was measured is not measured again.
*/
export const withEarlierMeasurement = (before: TaskAnswer | undefined, after: TaskAnswer): TaskAnswer =>
	before?.resolutionSource === 'media' && after.phase === 'succeeded' ? withMeasurement(after, before) : after;
