import type {AppState} from '../store/app-store.js';
import {phaseOf, type Watch} from '../task/watch.js';

const failedPhases: ReadonlySet<string> = new Set(['failed', 'cancelled', 'expired']);

/** The first that applies to any task is the exit code of all. */
const verdicts: readonly {readonly code: number; readonly applies: (watch: Watch) => boolean}[] = [
	{code: 4, applies: ({health}) => health.state === 'auth' || health.state === 'quota'},
	{code: 3, applies: watch => failedPhases.has(phaseOf(watch))},
	{code: 8, applies: ({isGivenUp}) => isGivenUp === true},
];

/**
What a script is told of how it went: `0` where every task succeeded and every file that was asked for is saved.
*/
export const exitCodeOf = (state: AppState): number => {
	const watches = [...state.watches.values()];
	const verdict = verdicts.find(({applies}) => watches.some(applies));
	if (verdict) {
		return verdict.code;
	}

	if ([...state.downloads.values()].some(({state: {type}}) => type === 'failed')) {
		return 7;
	}

	return watches.some(({health}) => health.state !== 'ok') ? 6 : 0;
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
