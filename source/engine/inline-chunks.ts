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

/**
The bytes of a base64 text, slice by slice, so that a long one is never held a second time. White space is passed over; any other character, or an end that is cut off, makes the text unreadable.

@throws {DownloadError} `content` when the text is not base64.
*/
export async function* inlineChunks(base64: string): AsyncGenerator<Uint8Array> {
	let rest = '';
	let isAtEnd = false;
	try {
		for (let start = 0; start < base64.length; start += sliceCharacters) {
			const text = rest + base64.slice(start, start + sliceCharacters).replace(/\s/gv, '');
			const end = text.length - (text.length % blockCharacters);
			const blocks = text.slice(0, end);
			rest = text.slice(end);
			if (isAtEnd && text !== '') {
				throw new SyntaxError('Something comes after the padding.');
			}

			isAtEnd = blocks.endsWith('=');
			yield decode(blocks);
		}

		if (rest !== '') {
			throw new SyntaxError('The last block is cut off.');
		}
	} catch (error) {
		throw new DownloadError('content', 'The file in the answer is not readable: it is no base64', {cause: error});
	}
}
