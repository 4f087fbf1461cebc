import type {Download, FileKey} from './download.js';
import {isSettled, type TaskAnswer, type TaskId} from './task.js';
import type {TaskEvent} from './task-event.js';
import {phaseOf, type Watch} from './watch.js';

/** What is on a watch list. */
export type ListContents = {
	readonly watches: ReadonlyMap<TaskId, Watch>;
	readonly downloads: ReadonlyMap<FileKey, Download>;
};

export const listContents = (watches: readonly Watch[], downloads: readonly Download[]): ListContents => ({
	watches: new Map(watches.map(watch => [watch.id, watch])),
	downloads: new Map(downloads.map(download => [download.key, download])),
});

/**
What a program wants of a list that another one owns: only what it changed itself, so that nothing it did not know of is undone.
*/
export type ListRequest = {
	readonly added: readonly Watch[];
	/** Without a label, it was taken off. */
	readonly labels: readonly {readonly id: TaskId; readonly label?: string | undefined}[];
	readonly answers: readonly {
		readonly id: TaskId;
		readonly answer: TaskAnswer;
		readonly sawEndAt?: number | undefined;
	}[];
	readonly dropped: readonly TaskId[];
	/** Those that are over. */
	readonly downloads: readonly Download[];
	/** What happened, for a list without an owner: one that has one notes for itself what it sees happen. */
	readonly events: readonly TaskEvent[];
};

const labelled = ({label: _, ...watch}: Watch, label: string | undefined): Watch => ({
	...watch,
	...(label !== undefined && {label}),
});

/** A task's end is taken from whoever saw it; of a task that goes on the owner hears itself. */
const answered = (watch: Watch, {answer, sawEndAt}: ListRequest['answers'][number]): Watch =>
	isSettled(answer.phase) && !isSettled(phaseOf(watch))
		? {...watch, answer, ...(sawEndAt !== undefined && {sawEndAt})}
		: watch;

/**
A list with what was asked for. What stays as it was is the same object.
*/
export const withRequest = (
	before: ListContents,
	{added, labels, answers, dropped, downloads: finished}: ListRequest,
): ListContents => {
	const watches = new Map(before.watches);
	const change = (id: TaskId, next: (watch: Watch) => Watch) => {
		const watch = watches.get(id);
		if (watch) {
			watches.set(id, next(watch));
		}
	};

	for (const id of dropped) {
		watches.delete(id);
	}

	for (const watch of added) {
		const known = watches.get(watch.id);
		watches.set(watch.id, known && watch.label !== undefined ? labelled(known, watch.label) : (known ?? watch));
	}

	for (const {id, label} of labels) {
		change(id, watch => labelled(watch, label));
	}

	for (const report of answers) {
		change(report.id, watch => answered(watch, report));
	}

	const downloads = new Map(before.downloads);
	for (const download of finished) {
		if (watches.has(download.id) && downloads.get(download.key)?.state.type !== 'saved') {
			downloads.set(download.key, download);
		}
	}

	return {watches, downloads};
};
