/**
Wait. Rejects when the signal is aborted.
*/
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Often enough for a progress bar to move evenly. */
const chunksPerSecond = 20;

/**
Bytes in chunks, no faster than a given speed.
*/
export async function* throttled(
	bytes: Uint8Array,
	bytesPerSecond: number,
	wait: Wait,
	signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
	const chunkBytes = Math.max(1, Math.round(bytesPerSecond / chunksPerSecond));
	for (let offset = 0; offset < bytes.length; offset += chunkBytes) {
		const chunk = bytes.subarray(offset, offset + chunkBytes);
		await wait((chunk.length / bytesPerSecond) * 1000, signal);
		yield chunk;
	}
}
