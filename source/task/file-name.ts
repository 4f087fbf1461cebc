import type {TaskId} from './task.js';

/**
Leaves room for ` (99)`, an extension and `.part` within the 255 bytes that file systems allow a name.
*/
const maxStemBytes = 180;
const minModelBytes = 24;

/** Control characters, bidirectional and zero-width marks, line separators, lone surrogates. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gv;
const forbidden = /[<>:"\/\\\|?*\s]/gv;

/** @see https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file */
const windowsDevice = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)/iv;

const graphemes = new Intl.Segmenter('en', {granularity: 'grapheme'});
const encoder = new TextEncoder();

const byteCount = (text: string): number => encoder.encode(text).length;

/** Loops, as a pattern for this takes quadratic time on hostile text. */
const trimmed = (text: string): string => {
	let start = 0;
	while ('.-~'.includes(text[start] ?? ' ')) {
		start++;
	}

	let end = text.length;
	while (end > start && text[end - 1] === '.') {
		end--;
	}

	return text.slice(start, end);
};

const safePart = (text: string): string =>
	trimmed(text.replace(invisible, '').normalize('NFC').replace(forbidden, '_'));

/** As many of the first graphemes as fit. */
const fitting = (parts: readonly string[], maxBytes: number): readonly string[] => {
	let bytes = 0;
	const end = parts.findIndex(part => {
		bytes += byteCount(part);
		return bytes > maxBytes;
	});
	return end === -1 ? parts : parts.slice(0, end);
};

const split = (text: string): readonly string[] => Array.from(graphemes.segment(text), ({segment}) => segment);

const cutEnd = (text: string, maxBytes: number): string => fitting(split(text), maxBytes).join('');

const cutMiddle = (text: string, maxBytes: number): string => {
	if (byteCount(text) <= maxBytes) {
		return text;
	}

	const parts = split(text);
	const halfBytes = Math.floor((maxBytes - 1) / 2);
	const tail = fitting(parts.toReversed(), halfBytes).toReversed();
	return `${fitting(parts, halfBytes).join('')}_${tail.join('')}`;
};

/**
The file name, without extension, of a task's output: `{model or provider}-{id}-{n}`. It is one safe path segment on every system, of at most 180 bytes. Where that is too short, the model is cut first, then the middle of the identifier.
*/
export const fileStem = ({
	model,
	provider,
	id,
	n,
}: {
	readonly model?: string | undefined;
	/** Stands in for a model the service does not tell. */
	readonly provider: string;
	readonly id: TaskId;
	/** Which output of the task, from 1. */
	readonly n: number;
}): string => {
	const suffix = `-${n}`;
	// One byte less, for the underscore before a device name.
	const maxBytes = maxStemBytes - 1 - byteCount(suffix);
	const name = safePart(model ?? '') || safePart(provider);
	const safeId = cutMiddle(safePart(id), maxBytes - minModelBytes - 1);
	const safeName = trimmed(cutEnd(name, maxBytes - byteCount(safeId) - 1));
	const stem = `${[safeName, safeId].filter(Boolean).join('-') || 'download'}${suffix}`;
	return windowsDevice.test(stem) ? `_${stem}` : stem;
};
