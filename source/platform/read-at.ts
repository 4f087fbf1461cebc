import type {FileHandle} from 'node:fs/promises';

/**
An open file, and how long it is.
*/
export type Readable = {
	readonly handle: Pick<FileHandle, 'read'>;
	readonly bytes: number;
};

/**
@returns Up to `length` bytes from `position` on; fewer only at the end of the file.
*/
export const readAt = async ({handle}: Readable, position: number, length: number): Promise<Buffer> => {
	const buffer = Buffer.alloc(length);
	const {bytesRead} = await handle.read(buffer, 0, length, position);
	return buffer.subarray(0, bytesRead);
};
