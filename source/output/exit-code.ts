import type {AppState} from '../store/app-store.js';
import type {Download} from '../task/download.js';
import {hasNoResult, isFailed, isFinished, type Watch} from '../task/watch.js';

export type Outcome = {
	/** The tasks that were asked for, and the files of them. */
	readonly watches: Iterable<Watch>;
	readonly downloads: Iterable<Download>;
	/** Whether results were to be saved, so that a task without any is not done. */
	readonly isSaving?: boolean;
	/** Whether the end came before all was done. */
	readonly isCutShort?: boolean;
};

const isUnknown = ({isGivenUp, answer, health}: Watch): boolean =>
	isGivenUp === true || (answer === undefined && health.state === 'not_found');

/** Whether the service has told that there is something to wait for, or was not asked yet. */
const isKnownToRun = ({answer, health}: Watch): boolean => answer !== undefined || health.state === 'ok';

/** The first that applies to any task is the exit code of all. */
const verdicts: readonly {
	readonly code: number;
	readonly applies: (watches: readonly Watch[], outcome: Outcome) => boolean;
}[] = [
	{code: 4, applies: watches => watches.some(({health: {state}}) => state === 'auth' || state === 'quota')},
	{code: 3, applies: watches => watches.some(isFailed)},
	{code: 8, applies: watches => watches.some(isUnknown)},
	{
		code: 7,
		applies: (watches, {downloads, isSaving}) =>
			(isSaving === true && watches.some(hasNoResult)) || [...downloads].some(({state: {type}}) => type === 'failed'),
	},
	{
		code: 5,
		applies(watches, {isCutShort}) {
			const unfinished = watches.filter(watch => !isFinished(watch));
			return isCutShort === true && (unfinished.length === 0 || unfinished.some(isKnownToRun));
		},
	},
	{code: 6, applies: watches => watches.some(({health}) => health.state !== 'ok')},
];

/**
What a script is told of how it went: `0` where every task succeeded and every file that was asked for is saved.
*/
export const exitCodeOf = (outcome: Outcome): number => {
	const watches = [...outcome.watches];
	return verdicts.find(({applies}) => applies(watches, outcome))?.code ?? 0;
};

/**
The exit code of a single question: `0` where it was answered, whatever the answer.
*/
export const answeredExitCode = ({watches}: AppState): number => {
	const states = new Set([...watches.values()].map(({health}) => health.state));
	if (states.has('auth') || states.has('quota')) {
		return 4;
	}

	return states.has('not_found') ? 8 : states.size > 1 || !states.has('ok') ? 6 : 0;
};
