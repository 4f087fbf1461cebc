import type {Output} from '../task/task.js';
import {type Size, sizeOf} from './units.js';

export type InlineImage = {
	readonly output: Output;
	/** Of a PNG, whose size stands in its first bytes. */
	readonly size: Size | undefined;
};

/** Base64 of the 24 bytes at whose end a PNG tells its size. */
const headLength = 32;

const signatures: ReadonlyArray<readonly [string, RegExp]> = [
	['image/png', /^\x89PNG\r\n\x1A\n/],
	['image/jpeg', /^\xFF\xD8\xFF/],
	['image/gif', /^GIF8[79]a/],
	['image/webp', /^RIFF.{4}WEBP/s],
];

const bigEndian = (bytes: string, offset: number): number =>
	[0, 1, 2, 3].reduce((value, index) => value * 256 + bytes.charCodeAt(offset + index), 0);

/**
An image that came inside an answer, in base64, with or without a `data:` prefix.

@returns `undefined` for anything that does not begin as base64 does.
@see https://www.w3.org/TR/png-3/#11IHDR
*/
export const inlineImage = (value: unknown): InlineImage | undefined => {
	const base64 = typeof value === 'string' ? value.replace(/^data:[\w/+.-]{1,60};base64,/, '') : '';
	const head = base64.slice(0, headLength);
	if (!/^[A-Za-z0-9+/]{2,}={0,2}$/.test(head) || head.length % 4 === 1) {
		return undefined;
	}

	const bytes = atob(head.replaceAll('=', ''));
	const mime = signatures.find(([, signature]) => signature.test(bytes))?.[0];
	return {
		output: {kind: 'image', place: {type: 'inline', base64, ...(mime && {mime})}},
		size: mime === 'image/png' ? sizeOf(bigEndian(bytes, 16), bigEndian(bytes, 20)) : undefined,
	};
};
