import {counted} from '../task/counted.js';
import {phaseOf, type Watch} from '../task/watch.js';
import type {ListEvent} from './events.js';
import type {NoticeTone} from './view.js';

export type News = {readonly text: string; readonly tone: NoticeTone};

const nameOf = ({id, label}: Watch): string => label ?? id;

const fileName = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

const failureNews = (event: ListEvent): readonly News[] =>
	event.type === 'download_failed' && event.download.state.type === 'failed'
		? [{text: `${nameOf(event.watch)} was not saved: ${event.download.state.message}`, tone: 'bad'}]
		: [];

const savedNews = (events: readonly ListEvent[]): readonly News[] => {
	const files = events.flatMap(event =>
		event.type === 'saved' && event.download.state.type === 'saved' ? [event.download.state] : [],
	);
	const [first] = files;
	if (!first) {
		return [];
	}

	const warning = files.find(file => file.warning !== undefined)?.warning;
	const text = files.length === 1 ? `Saved ${fileName(first.path)}.` : `Saved ${counted(files.length, 'file')}.`;
	return [warning === undefined ? {text, tone: 'good'} : {text: `${text} ${warning}`, tone: 'bad'}];
};

/** Of tasks whose end we saw; those that were over when we first asked are no news. */
const endNews = (events: readonly ListEvent[]): readonly News[] => {
	const ended = events.flatMap(({type, watch}) => (type === 'phase' && watch.sawEndAt !== undefined ? [watch] : []));
	const done = ended.filter(watch => phaseOf(watch) === 'succeeded');
	const [first] = ended;
	if (!first) {
		return [];
	}

	if (ended.length > 1) {
		const text = `${counted(ended.length, 'task')} ended: ${done.length} done, ${ended.length - done.length} failed.`;
		return [{text, tone: done.length === ended.length ? 'good' : 'bad'}];
	}

	return done.length === 1
		? [{text: `${nameOf(first)} is done.`, tone: 'good'}]
		: [{text: `${nameOf(first)} ended: ${first.answer?.error ?? phaseOf(first)}`, tone: 'bad'}];
};

/**
What is worth a notice of what just happened; the most important thing only, as there is one line for it.
*/
export const newsOf = (events: readonly ListEvent[]): News | undefined =>
	[...events.flatMap(failureNews), ...endNews(events), ...savedNews(events)][0];
