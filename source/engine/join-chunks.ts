/**
One array of bytes out of many.
*/
export const joinChunks = (chunks: readonly Uint8Array[]): Uint8Array => {
	const joined = new Uint8Array(chunks.reduce((sum, {length}) => sum + length, 0));
	let offset = 0;
	for (const chunk of chunks) {
		joined.set(chunk, offset);
		offset += chunk.length;
	}

	return joined;
};
