const never = new Int32Array(new SharedArrayBuffer(4));

/**
Wait without letting anything else happen, for steps that must not be parted. Only for moments, and where nothing is drawn.
*/
export const waitInPlace = (durationMs: number): void => {
	Atomics.wait(never, 0, 0, durationMs);
};
