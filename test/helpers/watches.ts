import {type AppStore, createAppStore} from '../../source/store/app-store.js';
import {type Download, type DownloadState, fileKey} from '../../source/task/download.js';
import type {HealthState, Problem} from '../../source/task/health.js';
import type {PollReport} from '../../source/task/poll-report.js';
import type {Reading} from '../../source/task/reading.js';
import type {Output, TaskAnswer, TaskId} from '../../source/task/task.js';
import {newWatch, type Watch} from '../../source/task/watch.js';

export const taskId = (text: string): TaskId => text as TaskId;

export const taskIds = (...texts: readonly string[]): readonly TaskId[] => texts.map(taskId);

/** `count` tasks named `task-0`, `task-1` and so on. */
export const manyIds = (count: number): readonly TaskId[] => Array.from({length: count}, (_, n) => taskId(`task-${n}`));

export const video = (url: string): Output => ({kind: 'video', place: {type: 'url', url}});

export const running: TaskAnswer = {family: 'ark', phase: 'running', outputs: []};

/** An answer of a task that succeeded with these files. */
export const succeeded = (...urls: readonly string[]): TaskAnswer => ({
	family: 'ark',
	phase: 'succeeded',
	outputs: urls.map(video),
});

export const problem = (state: Exclude<HealthState, 'ok'>, message = `${state}!`): {readonly problem: Problem} => ({
	problem: {state, message},
});

export const watchOf = (id: string, watch: Partial<Watch> = {}): Watch => ({...newWatch(taskId(id), 0), ...watch});

export const downloadOf = (id: string, state: DownloadState, outputIndex = 0): Download => ({
	key: fileKey(taskId(id), outputIndex),
	id: taskId(id),
	outputIndex,
	attempt: 1,
	state,
});

export const savedAs = (path: string): DownloadState => ({type: 'saved', path, bytes: 10, sha256: 'abc'});

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

/** A store at the time 0 that holds these. */
export const storeOf = (watches: readonly Watch[], downloads: readonly Download[] = []): AppStore => {
	const store = createAppStore(0);
	store.getState().restore(watches);
	store.getState().restoreDownloads(downloads);
	return store;
};
