import type {AppState} from '../store/app-store.js';
import type {ListEvent} from '../store/events.js';
import {findVisual} from '../store/measurements.js';
import {type Download, fileKey} from '../task/download.js';
import {isVisual, type Output, type TaskAnswer} from '../task/task.js';
import {elapsedMs, isElapsedApproximate, phaseOf, type Watch} from '../task/watch.js';
import {isoTime} from './iso-time.js';
import type {Task, TaskEvent, TaskOutput, TasksDocument} from './json-types.js';

/** Counts the shape of the JSON. Within it fields are only ever added. */
const version = 1;

/** Whose pixels an answer tells. */
const sizedOutput = ({outputs, resolutionSource}: TaskAnswer): Output | undefined =>
	resolutionSource === 'media' ? findVisual(outputs) : outputs.find(isVisual);

const outputJson = (
	{kind, place, expiresAt}: Output,
	download: Download | undefined,
	size: Pick<TaskAnswer, 'width' | 'height'> | undefined,
): TaskOutput => {
	const saved = download?.state.type === 'saved' ? download.state : undefined;
	return {
		kind,
		url: place.type === 'url' || place.type === 'content' ? (place.url ?? null) : null,
		fileId: place.type === 'file' ? place.fileId : null,
		inline: ['inline', 'kept', 'unkept'].includes(place.type),
		width: size?.width ?? null,
		height: size?.height ?? null,
		expiresAt: isoTime(expiresAt),
		path: saved?.path ?? null,
		bytes: saved?.bytes ?? null,
		sha256: saved?.sha256 ?? null,
	};
};

export type JsonContext = Pick<AppState, 'downloads'> & {
	/** Milliseconds since the Unix epoch. */
	readonly now: number;
	/** The name of the service that a task is asked at. */
	readonly serviceOf: (watch: Watch) => string;
};

/**
A task as scripts get it.

@see the public interface, version 1
*/
export const taskJson = (watch: Watch, {downloads, now, serviceOf}: JsonContext): Task => {
	const {id, profile, label, addedAt, answer, health} = watch;
	const elapsed = elapsedMs(watch, now);
	const sized = answer && sizedOutput(answer);
	return {
		id,
		provider: serviceOf(watch),
		profile,
		label: label ?? null,
		family: answer && answer.family !== 'unknown' ? answer.family : null,
		phase: phaseOf(watch),
		statusText: answer?.statusText ?? null,
		health: {
			state: health.state,
			message: health.message ?? null,
			lastAnswerAt: isoTime(health.lastAnswerAt),
			nextPollAt: isoTime(health.nextPollAt),
		},
		progress: answer?.progress ?? null,
		outputs: (answer?.outputs ?? []).map((output, index) =>
			outputJson(output, downloads.get(fileKey(id, index)), output === sized ? answer : undefined),
		),
		width: answer?.width ?? null,
		height: answer?.height ?? null,
		resolutionSource: answer?.resolutionSource ?? null,
		durationSeconds: answer?.durationSeconds ?? null,
		error: answer?.error ?? null,
		createdAt: isoTime(answer?.createdAt),
		finishedAt: isoTime(answer?.finishedAt),
		firstSeenAt: isoTime(addedAt),
		// What was over when it was first seen took as long as until then at most.
		elapsedMs: elapsed ?? Math.max(0, addedAt - (answer?.createdAt ?? addedAt)),
		elapsedIsApproximate: isElapsedApproximate(watch) || elapsed === undefined,
	};
};

/**
One JSON document of tasks.
*/
export const tasksDocument = (watches: readonly Watch[], context: JsonContext): string => {
	const document: TasksDocument = {v: version, tasks: watches.map(watch => taskJson(watch, context))};
	return JSON.stringify(document, undefined, 2);
};

/**
A task as one line of JSON, with what happened to it.

@param at - When, in milliseconds since the Unix epoch.
*/
export const taskEventLine = (event: ListEvent['type'], at: number, watch: Watch, context: JsonContext): string => {
	const told: TaskEvent = {v: version, at: new Date(at).toISOString(), event, task: taskJson(watch, context)};
	return JSON.stringify(told);
};
