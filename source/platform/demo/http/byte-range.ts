/**
Both ends belong to it.
*/
export type ByteRange = {
	readonly first: number;
	readonly last: number;
};

/**
Which part of a file is asked for.

@returns `undefined` for the whole of it, which is also the answer to several ranges and to what is no range.
@see https://www.rfc-editor.org/rfc/rfc9110#name-range-requests
*/
export const parseByteRange = (
	header: string | undefined,
	totalBytes: number,
): ByteRange | 'unsatisfiable' | undefined => {
	const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
	const [, from = '', to = ''] = match ?? [];
	if (from === '' && to === '') {
		return undefined;
	}

	const end = totalBytes - 1;
	if (from === '') {
		const suffixBytes = Number(to);
		return suffixBytes === 0 || totalBytes === 0
			? 'unsatisfiable'
			: {first: Math.max(0, totalBytes - suffixBytes), last: end};
	}

	const first = Number(from);
	const last = to === '' ? end : Math.min(Number(to), end);
	if (to !== '' && Number(to) < first) {
		return undefined;
	}

	return first > end ? 'unsatisfiable' : {first, last};
};
