import {eventLine} from '../output/event-text.js';
import type {Program} from '../program.js';
import type {Settings} from '../settings.js';
import type {AppState} from '../store/app-store.js';
import {isHopeless} from '../store/hopeless.js';
import {isAllDone, selectWantedDownloads} from '../store/selectors.js';
import {counted} from '../task/counted.js';
import {isSettled} from '../task/task.js';
import {isFailed, isFinished, phaseOf, type Watch} from '../task/watch.js';
import {runScript} from './script.js';

const settledOf = ({watches}: AppState): readonly Watch[] =>
	[...watches.values()].filter(watch => isSettled(phaseOf(watch)));

/** Whether it is certain that not all will be well. */
const hasFailure = ({watches, downloads}: AppState): boolean =>
	watches.values().some(watch => isFailed(watch) || watch.isGivenUp === true) ||
	downloads.values().some(({state}) => state.type === 'failed');

/** Ask until all tasks are settled. */
export const wait = async (words: readonly string[], settings: Settings, program: Program): Promise<number> => {
	const {isAny, isFailFast, isAutoDownload} = settings;

	const isOver = (state: AppState, isInputOver: boolean): boolean =>
		isHopeless(state) ||
		(isInputOver && isAllDone(state)) ||
		(isFailFast && hasFailure(state)) ||
		(isAny && settledOf(state).length > 0 && selectWantedDownloads(state).length === 0);

	const judged = (state: AppState): readonly Watch[] => {
		const settled = isAny ? settledOf(state) : [];
		return settled.length > 0 ? settled : [...state.watches.values()];
	};

	return runScript(
		{
			command: 'wait',
			isSaving: isAutoDownload,
			isAskedOnce: false,
			takes: () => true,
			isOver,
			textOf: event => eventLine(event, Date.now()),
			hasTroubleInText: true,
			judged,
			whyCutShort(watches, isTimeUp) {
				const {length} = watches.filter(watch => !isFinished(watch));
				return isTimeUp ? `Time is up${length > 0 ? `: ${counted(length, 'task')} not settled` : ''}.` : undefined;
			},
		},
		words,
		settings,
		program,
	);
};
