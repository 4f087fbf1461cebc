import {DownloadError} from '../task/errors.js';
import {createBase64Decoder} from './base64-decoder.js';

const sliceCharacters = 256 * 1024;
const encoder = new TextEncoder();

/**
The bytes of a base64 text, slice by slice, so that a long one is never held a second time.

@throws {DownloadError} `content` when the text is not base64.
*/
export async function* inlineChunks(base64: string): AsyncGenerator<Uint8Array> {
	const decoder = createBase64Decoder();
	try {
		for (let start = 0; start < base64.length; start += sliceCharacters) {
			yield decoder.decode(encoder.encode(base64.slice(start, start + sliceCharacters)));
		}

		decoder.end();
	} catch (error) {
		throw new DownloadError('content', 'The file in the answer is not readable: it is no base64', {cause: error});
	}
}
