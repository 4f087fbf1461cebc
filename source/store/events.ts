import type {Download} from '../task/download.js';
import {phaseOf, type Watch} from '../task/watch.js';
import type {AppState} from './app-store.js';

/**
Something that happened to the watch list, as its users would tell it.
*/
export type ListEvent =
	| {readonly type: 'added' | 'removed' | 'phase' | 'progress' | 'health'; readonly watch: Watch}
	| {readonly type: 'saved' | 'download_failed'; readonly watch: Watch; readonly download: Download};

const watchEvents = (before: Watch | undefined, after: Watch): readonly ListEvent[] => {
	if (before === after) {
		return [];
	}

	const changes = {
		added: before === undefined,
		phase: after.answer !== undefined && (before?.answer === undefined || phaseOf(before) !== phaseOf(after)),
		progress: before?.answer !== undefined && before.answer.progress !== after.answer?.progress,
		health:
			before?.health.state !== undefined &&
			(before.health.state !== after.health.state || before.isGivenUp !== after.isGivenUp),
	};
	return (['added', 'phase', 'progress', 'health'] as const)
		.filter(type => changes[type])
		.map(type => ({type, watch: after}));
};

const downloadEvents = (before: AppState, after: AppState): readonly ListEvent[] =>
	[...after.downloads.values()].flatMap((download): readonly ListEvent[] => {
		const watch = after.watches.get(download.id);
		const {type} = download.state;
		if (!watch || before.downloads.get(download.key)?.state.type === type) {
			return [];
		}

		return type === 'saved'
			? [{type, watch, download}]
			: type === 'failed'
				? [{type: 'download_failed', watch, download}]
				: [];
	});

/**
What happened between two states of the store, in the order of the list.
*/
export const eventsBetween = (before: AppState, after: AppState): readonly ListEvent[] => [
	...(before.watches === after.watches
		? []
		: [
				...[...before.watches.values()]
					.filter(({id}) => !after.watches.has(id))
					.map((watch): ListEvent => ({type: 'removed', watch})),
				...[...after.watches.values()].flatMap(watch => watchEvents(before.watches.get(watch.id), watch)),
			]),
	...(before.downloads === after.downloads ? [] : downloadEvents(before, after)),
];
