/** The shortest run of digits that a double may not hold. */
const longNumber = /\d{16}/;

/**
Keep an integer that a double cannot hold as text: rounding it would make another identifier of it.
*/
const keepInteger = (_key: string, value: unknown, context?: {readonly source?: string}): unknown => {
	const source = context?.source;
	const isRounded = typeof value === 'number' && !Number.isSafeInteger(value);
	return isRounded && source !== undefined && /^-?\d+$/.test(source) ? source : value;
};

/**
Parse JSON without rounding: integers beyond the safe ones come as text.

@returns `undefined` for text that is no JSON, or that is nested too deeply to walk through.
*/
export const parseJson = (text: string): {readonly value: unknown} | undefined => {
	try {
		// Walking through a parsed value takes stack and time, so only where there is something to keep.
		return {value: longNumber.test(text) ? JSON.parse(text, keepInteger) : JSON.parse(text)};
	} catch {
		return undefined;
	}
};
