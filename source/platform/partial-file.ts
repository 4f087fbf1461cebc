/**
A file of which only parts are read.
*/
export type PartialFile = {
	/**
	@returns Up to `length` bytes from `start` on; fewer only at the end of the file.
	@throws {DownloadError} when they are not to be had.
	*/
	readonly read: (start: number, length: number) => Promise<Uint8Array>;
};

export const memoryFile = (bytes: Uint8Array): PartialFile => ({
	read: async (start, length) => bytes.subarray(start, start + length),
});
