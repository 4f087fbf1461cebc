import type {Output, OutputKind} from '../task/task.js';

export type InlineMedia = {
	readonly base64: string;
	/** As its prefix tells it, or its first bytes. */
	readonly mime: string | undefined;
	/** Its first bytes, one per character. */
	readonly head: string;
};

/** Base64 of the 24 bytes at whose end a PNG tells its size. */
const headLength = 32;
const maxPrefixLength = 80;

const signatures: ReadonlyArray<readonly [string, RegExp]> = [
	['image/png', /^\x89PNG\r\n\x1A\n/],
	['image/jpeg', /^\xFF\xD8\xFF/],
	['image/gif', /^GIF8[79]a/],
	['image/webp', /^RIFF.{4}WEBP/s],
	['video/mp4', /^.{4}ftyp/s],
	['video/webm', /^\x1A\x45\xDF\xA3/],
];

/**
Media that came inside an answer, in base64, with or without a `data:` prefix.

@returns `undefined` for anything that does not begin as base64 does.
*/
export const inlineMedia = (value: unknown): InlineMedia | undefined => {
	const written = typeof value === 'string' ? value : '';
	const [prefix = '', told] = /^data:([\w/+.-]{1,60});base64,/.exec(written.slice(0, maxPrefixLength)) ?? [];
	const base64 = written.slice(prefix.length);
	const start = base64.slice(0, headLength);
	if (!/^[A-Za-z0-9+/]{2,}={0,2}$/.test(start) || start.replaceAll('=', '').length % 4 === 1) {
		return undefined;
	}

	const head = atob(start.replaceAll('=', ''));
	return {base64, mime: signatures.find(([, signature]) => signature.test(head))?.[0] ?? told, head};
};

/**
@param mime - What the answer says it is, where the media themselves do not tell.
*/
export const inlineOutput = (kind: OutputKind, value: unknown, mime?: string): Output | undefined => {
	const media = inlineMedia(value);
	const type = media?.mime ?? mime;
	return media && {kind, place: {type: 'inline', base64: media.base64, ...(type && {mime: type})}};
};
