import {openWatchDatabase} from '../../source/platform/watch-database.js';
import type {Phase, TaskAnswer, TaskId} from '../../source/task/task.js';
import {newWatch} from '../../source/task/watch.js';

const minuteMs = 60_000;
const phases: readonly Phase[] = ['running', 'queued', 'succeeded', 'failed', 'running'];

const answerOf = (index: number, now: number): TaskAnswer => {
	const phase = phases[index % phases.length] ?? 'unknown';
	const createdAt = now - (index + 5) * minuteMs;

	return {
		family: 'bench',
		phase,
		statusText: phase.toUpperCase(),
		model: 'a-video-model',
		outputs:
			phase === 'succeeded' ? [{kind: 'video', place: {type: 'url', url: `https://media.example/${index}.mp4`}}] : [],
		createdAt,
		...(phase === 'running' && {progress: index % 100}),
		...(phase === 'succeeded' && {width: 1920, height: 1080, durationSeconds: 5, finishedAt: createdAt + minuteMs}),
		...(phase === 'failed' && {error: 'The picture was refused.', finishedAt: createdAt + minuteMs}),
	};
};

/** How a row of the list is told from the rest of the screen. */
export const rowPattern = /bench-\d{3}/;

/**
Leave a watch list in a folder as an earlier start would have.

@param now - Milliseconds since the Unix epoch.
*/
export const writeList = (folder: string, count: number, now: number): void => {
	const file = openWatchDatabase(folder, now);

	file.save({
		put: Array.from({length: count}, (_, index) => {
			const id = `bench-${String(index).padStart(3, '0')}-4f2c9a` as TaskId;
			const watch = {...newWatch(id, now - index * minuteMs), answer: answerOf(index, now)};
			return {watch: {...watch, health: {...watch.health, lastAnswerAt: now - minuteMs}}, position: index};
		}),
		drop: [],
		downloads: [],
	});
	file.close();
};
