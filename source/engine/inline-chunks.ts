import {DownloadError} from '../task/errors.js';

const sliceCharacters = 256 * 1024;
const blockCharacters = 4;

const decode = (base64: string): Uint8Array => {
	const binary = atob(base64);
	const bytes = new Uint8Array(binary.length);
	for (let index = 0; index < binary.length; index++) {
		bytes[index] = binary.charCodeAt(index);
	}

	return bytes;
};

/** The alphabet that is safe in links is read too. */
const standardAlphabet = (text: string): string => text.replace(/\s/gv, '').replaceAll('-', '+').replaceAll('_', '/');

/**
The bytes of a base64 text, slice by slice, so that a long one is never held a second time.

@throws {DownloadError} `content` when the text is not base64.
*/
export async function* inlineChunks(base64: string): AsyncGenerator<Uint8Array> {
	try {
		let rest = '';
		for (let start = 0; start < base64.length; start += sliceCharacters) {
			const text = rest + standardAlphabet(base64.slice(start, start + sliceCharacters));
			const end = text.length - (text.length % blockCharacters);
			rest = text.slice(end);
			yield decode(text.slice(0, end));
		}

		if (rest !== '') {
			yield decode(rest);
		}
	} catch (error) {
		throw new DownloadError('content', 'The file in the answer is not readable: it is no base64', {cause: error});
	}
}
