import type {Output} from '../task/task.js';
import {inlineMedia, inlineOutput} from './inline-media.js';
import {type Size, sizeOf} from './units.js';

export type InlineImage = {
	readonly output: Output;
	/** Of a PNG, whose size stands in its first bytes. */
	readonly size: Size | undefined;
};

const bigEndian = (bytes: string, offset: number): number =>
	[0, 1, 2, 3].reduce((value, index) => value * 256 + bytes.charCodeAt(offset + index), 0);

/**
An image that came inside an answer.

@see https://www.w3.org/TR/png-3/#11IHDR
*/
export const inlineImage = (value: unknown): InlineImage | undefined => {
	const {head = '', mime} = inlineMedia(value) ?? {};
	const output = inlineOutput('image', value);
	const size = mime === 'image/png' ? sizeOf(bigEndian(head, 16), bigEndian(head, 20)) : undefined;
	return output && {output, size};
};
