import {text} from 'node:stream/consumers';
import {UsageError} from '../task/errors.js';

/**
All that comes from a stream, until its end.
*/
export const readAll = async (stream: NodeJS.ReadableStream): Promise<string> =>
	text(stream as AsyncIterable<Uint8Array> & NodeJS.ReadableStream);

/**
What comes from a stream, piece by piece, until its end or until the signal is aborted. The stream is closed then.

@throws {UsageError} when it cannot be read.
*/
export async function* readPieces(stream: NodeJS.ReadStream, signal: AbortSignal): AsyncGenerator<string> {
	const close = () => stream.destroy();
	signal.addEventListener('abort', close, {once: true});
	try {
		signal.throwIfAborted();
		stream.setEncoding('utf8');
		for await (const piece of stream) {
			yield String(piece);
		}
	} catch (error) {
		if (!signal.aborted) {
			throw new UsageError(`Standard input cannot be read: ${(error as Error).message}`, {cause: error});
		}
	} finally {
		signal.removeEventListener('abort', close);
	}
}
