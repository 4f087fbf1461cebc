import type {Clock} from './ports.js';

export type Ticker = {
	/** Look again when the next tick is due: something has changed. */
	readonly reconcile: () => void;
	readonly stop: () => void;
};

/**
Calls `tick` whenever something is due, and never when nothing is: then no timer runs.

@param dueAt - When the next tick is due, in milliseconds since the Unix epoch; `undefined` for not at all.
*/
export const createTicker = ({
	clock,
	dueAt,
	tick,
}: {
	readonly clock: Clock;
	readonly dueAt: () => number | undefined;
	readonly tick: () => void;
}): Ticker => {
	let armed: {readonly at: number; readonly controller: AbortController} | undefined;

	const disarm = (): void => {
		armed?.controller.abort();
		armed = undefined;
	};

	const reconcile = (): void => {
		const at = dueAt();
		if (at === armed?.at) {
			return;
		}

		disarm();
		if (at === undefined) {
			return;
		}

		const controller = new AbortController();
		armed = {at, controller};
		clock.sleep(at - clock.now(), controller.signal).then(
			() => {
				if (controller.signal.aborted) {
					// Disarmed at the very moment that it fell due.
					return;
				}

				armed = undefined;
				tick();
				reconcile();
			},
			() => {
				// Disarmed.
			},
		);
	};

	return {reconcile, stop: disarm};
};
