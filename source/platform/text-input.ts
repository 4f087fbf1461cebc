import {readFileSync} from 'node:fs';
import {text} from 'node:stream/consumers';
import {UsageError} from '../task/errors.js';

/**
All that comes from a stream, until its end.
*/
export const readAll = async (stream: NodeJS.ReadableStream): Promise<string> =>
	text(stream as AsyncIterable<Uint8Array> & NodeJS.ReadableStream);

/**
The token that a file holds, without the white space around it.

@throws {UsageError} when the file cannot be read or holds none.
*/
export const readTokenFile = (path: string): string => {
	let content: string;
	try {
		content = readFileSync(path, 'utf8');
	} catch (error) {
		throw new UsageError(
			`The token file ${path} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`,
			{
				cause: error,
			},
		);
	}

	const token = content.trim();
	if (token === '') {
		throw new UsageError(`The token file ${path} is empty.`);
	}

	return token;
};
