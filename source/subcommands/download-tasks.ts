import type {Program} from '../program.js';
import type {Settings} from '../settings.js';
import type {AppState} from '../store/app-store.js';
import type {ListEvent} from '../store/events.js';
import {hasUnsaved, selectWantedDownloads} from '../store/selectors.js';
import {counted} from '../task/counted.js';
import type {TaskId} from '../task/task.js';
import {isFinished, phaseOf, type Watch} from '../task/watch.js';
import {runScript} from './script.js';

const takes = (watch: Watch, downloads: AppState['downloads']): boolean =>
	!isFinished(watch) || (phaseOf(watch) === 'succeeded' && hasUnsaved(watch, downloads));

/** Of the watch list those are meant that are finished, and those of which we could not find out. */
const judged = ({watches}: AppState, namedIds: ReadonlySet<TaskId>): readonly Watch[] =>
	[...watches.values()].filter(
		watch => namedIds.has(watch.id) || phaseOf(watch) === 'succeeded' || watch.health.state !== 'ok',
	);

const whyCutShort = (watches: readonly Watch[]): string | undefined => {
	const {length} = watches.filter(watch => !isFinished(watch) && watch.answer);
	return length === 0
		? undefined
		: `${counted(length, 'task')} not finished yet. taskwatch wait --download waits, and saves the results then.`;
};

/** The path of a file that is saved. */
const textOf = (event: ListEvent): string | undefined =>
	event.type === 'saved' && event.download.state.type === 'saved' ? event.download.state.path : undefined;

/** Save the results of tasks that are finished. */
export const download = async (words: readonly string[], settings: Settings, program: Program): Promise<number> =>
	runScript(
		{
			command: 'download',
			isSaving: true,
			isAskedOnce: true,
			takes,
			isOver: (state, isInputOver) => isInputOver && selectWantedDownloads(state).length === 0,
			textOf,
			hasTroubleInText: false,
			judged,
			whyCutShort,
		},
		words,
		settings,
		program,
	);
