import {text} from 'node:stream/consumers';

/**
All that comes from a stream, until its end.
*/
export const readAll = async (stream: NodeJS.ReadableStream): Promise<string> =>
	text(stream as AsyncIterable<Uint8Array> & NodeJS.ReadableStream);
