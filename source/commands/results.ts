import type {AppStore} from '../store/app-store.js';
import {hasUnsaved, selectTargets, selectUnsavedIds} from '../store/selectors.js';
import {counted} from '../task/counted.js';
import type {TaskId} from '../task/task.js';
import {phaseOf} from '../task/watch.js';
import type {Command} from './command.js';

const start = (store: AppStore, ids: readonly TaskId[]): void => {
	const count = store.getState().download(ids);
	store.getState().notify(`Saving ${counted(count, 'file')}.`);
	store.getState().clearMarks();
};

export const results: readonly Command[] = [
	{
		keys: ['d'],
		title: 'Download the results of the marked tasks, or of this one',
		group: 'Results',
		hint: 'download',
		disabledReason(state) {
			const targets = selectTargets(state);
			const finished = targets.filter(watch => phaseOf(watch) === 'succeeded');
			if (finished.length === 0) {
				return 'There is nothing to download: the task has no result.';
			}

			return finished.some(watch => hasUnsaved(watch, state.downloads))
				? undefined
				: 'Its results are saved already, or on their way.';
		},
		run({store}) {
			start(
				store,
				selectTargets(store.getState()).map(({id}) => id),
			);
		},
	},
	{
		keys: ['D'],
		title: 'Download all results that are finished and not saved',
		group: 'Results',
		hint: 'download all',
		disabledReason: state =>
			selectUnsavedIds(state).length === 0 ? 'No finished task has a result that is not saved.' : undefined,
		run: ({store}) => start(store, selectUnsavedIds(store.getState())),
	},
];
