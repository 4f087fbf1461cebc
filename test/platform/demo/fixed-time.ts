export const startedAt = Date.UTC(2025, 9, 26, 4, 50, 58, 1);

/**
A clock that a test sets by hand.
*/
export const createManualClock = () => {
	let time = startedAt;
	return {
		now: () => time,
		/** @param seconds - Since the start. */
		setSeconds(seconds: number) {
			time = startedAt + seconds * 1000;
		},
	};
};
