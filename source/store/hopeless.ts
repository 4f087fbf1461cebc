import type {HealthState} from '../task/health.js';
import type {AppState} from './app-store.js';
import {selectUnfinished} from './selectors.js';

/** Failures in a row of one task after which waiting without anybody at the screen makes no sense. */
const patience = {offline: 8, gateway: 12, bad_response: 6} as const;

/** Failures over all tasks, where it is the account that is refused. */
const accountPatience = {auth: 2, quota: 2} as const;

/**
Whether the unfinished tasks cannot be found out about: the token is refused, or the service has been out of reach for minutes. A person at the screen may wait for better; a script should not wait for ever.
*/
export const isHopeless = (state: AppState): boolean => {
	const asked = selectUnfinished(state).map(({health}) => health);
	const failureCount = (of: HealthState): number =>
		asked.reduce((sum, health) => sum + (health.state === of ? health.failureCount : 0), 0);
	return (
		Object.entries(accountPatience).some(([of, most]) => failureCount(of as HealthState) >= most) ||
		asked.some(
			health => health.state in patience && health.failureCount >= patience[health.state as keyof typeof patience],
		)
	);
};
