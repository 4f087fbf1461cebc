import {type AppStore, createAppStore} from '../../source/store/app-store.js';
import {type Download, type DownloadState, fileKey} from '../../source/task/download.js';
import type {Health, HealthState, Problem} from '../../source/task/health.js';
import type {PollReport} from '../../source/task/poll-report.js';
import type {Reading} from '../../source/task/reading.js';
import type {Output, TaskAnswer, TaskId} from '../../source/task/task.js';
import {newWatch, type Watch} from '../../source/task/watch.js';

/** Noon of the first of January, 2030. */
export const noon = Date.UTC(2030, 0, 1, 12);

export const taskId = (text: string): TaskId => text as TaskId;

export const taskIds = (...texts: readonly string[]): readonly TaskId[] => texts.map(taskId);

/** `count` tasks named `task-0`, `task-1` and so on. */
export const manyIds = (count: number): readonly TaskId[] => Array.from({length: count}, (_, n) => taskId(`task-${n}`));

export const video = (url: string): Output => ({kind: 'video', place: {type: 'url', url}});

export const videoOutput = video('https://media.example/v.mp4');

/** An answer of a task that runs. */
export const answerOf = (answer: Partial<TaskAnswer> = {}): TaskAnswer => ({
	family: 'ark',
	phase: 'running',
	outputs: [],
	...answer,
});

export const running = answerOf();

/** An answer of a task that succeeded with one video. */
export const doneAnswer = (answer: Partial<TaskAnswer> = {}): TaskAnswer =>
	answerOf({phase: 'succeeded', outputs: [videoOutput], ...answer});

/** An answer of a task that succeeded with these files. */
export const succeeded = (...urls: readonly string[]): TaskAnswer => doneAnswer({outputs: urls.map(video)});

export const problem = (state: Exclude<HealthState, 'ok'>, message = `${state}!`): {readonly problem: Problem} => ({
	problem: {state, message},
});

type WatchParts = Partial<Omit<Watch, 'id' | 'health'>> & {readonly health?: Partial<Health>};

/** A watch that was added at the time 0. */
export const watchOf = (id: string, {health, ...parts}: WatchParts = {}): Watch => {
	const fresh = newWatch(taskId(id), 0);
	return {...fresh, ...parts, health: {...fresh.health, ...health}};
};

/** A watch of a task whose ID does not matter: `cgt-20250702010712-qm644`. */
export const someWatch = (parts?: WatchParts): Watch => watchOf('cgt-20250702010712-qm644', parts);

export const downloadOf = (id: string, state: DownloadState, outputIndex = 0): Download => ({
	key: fileKey(taskId(id), outputIndex),
	id: taskId(id),
	outputIndex,
	attempt: 1,
	state,
});

export const savedAs = (path: string, bytes = 10): DownloadState => ({type: 'saved', path, bytes, sha256: 'abc'});

/** A report of a question that was asked at 1000 and answered at 1200. */
export const reportOf = (id: string, reading: Reading, report: Partial<PollReport> = {}): PollReport => ({
	id: taskId(id),
	reading,
	askedAt: 1000,
	answeredAt: 1200,
	failureCount: reading.problem ? 1 : 0,
	isGivenUp: false,
	...report,
});

/** A store that holds these. */
export const storeOf = (watches: readonly Watch[] = [], downloads: readonly Download[] = [], now = 0): AppStore => {
	const store = createAppStore(now);
	store.getState().restore(watches);
	store.getState().restoreDownloads(downloads);
	return store;
};
