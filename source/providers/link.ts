import type {Output, OutputKind} from '../task/task.js';
import {time} from './units.js';

/** Printable ASCII without spaces, quotes and the backslash. */
const plainLink = /^https?:\/\/[!#-&(-[\]-_a-~]+$/i;

/** As long as the longest that servers take. */
const maxLinkLength = 8192;

/**
A link to a result. A documented link may lack its scheme (`www.…`). A plain one is kept byte for byte, as a signature may cover each of them.

@returns `undefined` for anything but http and https, for one that is too long, and for one with a user name, which would pass for the host.
@see https://platform.minimax.io/docs/api-reference/file-management-retrieve
*/
export const link = (value: unknown): string | undefined => {
	if (typeof value !== 'string' || value.length > maxLinkLength) {
		return undefined;
	}

	const candidate = /^www\./i.test(value) ? `https://${value}` : value;
	const url = URL.parse(candidate);
	if ((url?.protocol !== 'https:' && url?.protocol !== 'http:') || url.username !== '' || url.password !== '') {
		return undefined;
	}

	return plainLink.test(candidate) ? candidate : url.href.replaceAll("'", '%27');
};

export const linkOutput = (kind: OutputKind, value: unknown): Output | undefined => {
	const url = link(value);
	return url === undefined ? undefined : {kind, place: {type: 'url', url}};
};

/**
An output whose end the answer tells.

@param value - A point in time, as services write it.
*/
export const withEnd = (output: Output | undefined, value: unknown): Output | undefined => {
	const expiresAt = time(value);
	return output && expiresAt !== undefined ? {...output, expiresAt} : output;
};

/**
An output behind an address of the API itself, which answers only to the token.
*/
export const apiOutput = (kind: OutputKind, value: unknown): Output | undefined => {
	const url = link(value);
	const {pathname, search} = (url && URL.parse(url)) || {};
	return url === undefined ? undefined : {kind, place: {type: 'content', path: `${pathname}${search}`, url}};
};

const kindsByExtension: ReadonlyMap<string, OutputKind> = new Map([
	...['png', 'jpg', 'jpeg', 'webp', 'gif', 'avif'].map(extension => [extension, 'image'] as const),
	...['mp3', 'wav', 'flac', 'm4a', 'ogg', 'aac'].map(extension => [extension, 'audio'] as const),
]);

/**
Tell pictures and sound by the extension of a link or a file name, in a shape that serves for several kinds.
*/
export const kindOf = (name: unknown, otherwise: OutputKind): OutputKind => {
	const path = typeof name === 'string' ? name.replace(/[?#].*$/s, '') : '';
	return kindsByExtension.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase()) ?? otherwise;
};
