import type {AppState} from './app-store.js';
import {selectUnfinished} from './selectors.js';

/** Failures in a row after which waiting without anybody at the screen makes no sense. */
const patience = {auth: 2, quota: 2, offline: 8, gateway: 12, bad_response: 6} as const;

/**
Whether the unfinished tasks cannot be found out about: the token is refused, or the service has been out of reach for minutes. A person at the screen may wait for better; a script should not wait for ever.
*/
export const isHopeless = (state: AppState): boolean =>
	selectUnfinished(state).some(
		({health: {state: health, failureCount}}) =>
			health in patience && failureCount >= patience[health as keyof typeof patience],
	);
