import {type AppStore, createAppStore} from '../../source/store/app-store.js';
import type {RowContext} from '../../source/table/cell.js';
import {unicodeGlyphs} from '../../source/table/glyphs.js';
import {type Download, type DownloadState, fileKey} from '../../source/task/download.js';
import type {Health} from '../../source/task/health.js';
import type {Output, OutputKind, TaskAnswer, TaskId} from '../../source/task/task.js';
import type {Watch} from '../../source/task/watch.js';

/** Noon of the first of January, 2030. */
export const noon = Date.UTC(2030, 0, 1, 12);

export const idOf = (text: string): TaskId => text as TaskId;

export const answerOf = (answer: Partial<TaskAnswer> = {}): TaskAnswer => ({
	family: 'ark',
	phase: 'running',
	outputs: [],
	...answer,
});

export const outputAt = (url: string, kind: OutputKind = 'video'): Output => ({kind, place: {type: 'url', url}});

export const videoOutput = outputAt('https://media.example/v.mp4');

/** An answer with one or more videos. */
export const doneAnswer = (answer: Partial<TaskAnswer> = {}): TaskAnswer =>
	answerOf({phase: 'succeeded', outputs: [videoOutput], ...answer});

type Sample = {
	readonly id?: string;
	readonly label?: string;
	readonly answer?: TaskAnswer;
	readonly health?: Partial<Health>;
	readonly isGivenUp?: true;
	readonly addedAt?: number;
	readonly sawEndAt?: number;
	readonly isAskedAgain?: true;
};

/** A watch that was added a minute before noon. */
export const watchOf = ({id = 'cgt-20250702010712-qm644', health, ...sample}: Sample = {}): Watch => ({
	id: idOf(id),
	addedAt: noon - 60_000,
	health: {state: 'ok', failureCount: 0, ...health},
	...sample,
});

export const downloadOf = ({id}: Watch, state: DownloadState, outputIndex = 0): Download => ({
	key: fileKey(id, outputIndex),
	id,
	outputIndex,
	attempt: 1,
	state,
});

export const savedAt = (path: string, bytes: number): DownloadState => ({type: 'saved', path, bytes, sha256: ''});

export const contextOf = (downloads: readonly Download[] = []): RowContext => ({
	now: noon,
	downloads: new Map(downloads.map(download => [download.key, download])),
	glyphs: unicodeGlyphs,
});

/** A store at noon that holds these. */
export const storeOf = (watches: readonly Watch[] = [], downloads: readonly Download[] = []): AppStore => {
	const store = createAppStore(noon);
	store.getState().restore(watches);
	store.getState().restoreDownloads(downloads);
	return store;
};
