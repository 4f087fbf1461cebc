import {integer, number, numeral, positive} from './fields.js';

/** Below it, a number counts seconds (until the year 5138); from it on, milliseconds (since 1973). */
const secondsLimit = 1e11;
const lastDateMs = 8.64e15;

const zonelessOffset = '+08:00';

const instantPattern = /^(\d{4}-\d\d-\d\d)([T ])(\d\d:\d\d:\d\d)(?:(\.\d{1,3})\d*)? ?(Z|[+-]\d\d:\d\d)?$/;

const parseInstant = (value: string): number | undefined => {
	const [, date, separator, clock, fraction = '', zone = separator === ' ' ? zonelessOffset : 'Z'] =
		instantPattern.exec(value) ?? [];
	return date === undefined ? undefined : Date.parse(`${date}T${clock}${fraction}${zone}`);
};

/**
A point in time: a number of seconds or milliseconds, ISO text, or `YYYY-MM-DD HH:MM:SS.mmm` without a zone, which is Beijing time. Zero, empty text and the year 1 mean that it has not come yet.

@returns Milliseconds since the Unix epoch.
*/
export const time = (value: unknown): number | undefined => {
	const amount = number(value);
	const instant =
		typeof value === 'string' ? parseInstant(value) : amount && (amount < secondsLimit ? amount * 1000 : amount);
	return instant !== undefined && instant >= 1 && instant <= lastDateMs ? Math.round(instant) : undefined;
};

/**
From 0 to 100, out of `50`, `"50"`, `"50%"` or a fraction such as `0.5`. The integer 1 is one per cent.
*/
export const progress = (value: unknown): number | undefined => {
	const amount = numeral(typeof value === 'string' ? value.trim().replace(/%$/, '') : value);
	if (amount === undefined) {
		return undefined;
	}

	const isFraction = typeof value === 'number' && amount > 0 && amount < 1;
	return Math.min(100, Math.max(0, Math.round(isFraction ? amount * 100 : amount)));
};

/**
From 0 to 100, where the service counts from 0 to 1: here the integer 1 is the whole. What is above 1 can only be a percentage.
*/
export const fraction = (value: unknown): number | undefined => progress(value === 1 ? 100 : value);

/**
Pixels.
*/
export type Size = {
	readonly width: number;
	readonly height: number;
};

/**
A size told in two numbers. Services send zeros before the end.
*/
export const sizeOf = (width: unknown, height: unknown): Size | undefined => {
	const [w, h] = [positive(integer(width)), positive(integer(height))];
	return w !== undefined && h !== undefined ? {width: w, height: h} : undefined;
};

/**
A size told as text, such as `720x1280` or `832*480`.
*/
export const size = (value: unknown): Size | undefined => {
	const [, width, height] = (typeof value === 'string' && /^(\d{1,6})[*xX×](\d{1,6})$/.exec(value)) || [];
	return sizeOf(Number(width), Number(height));
};
