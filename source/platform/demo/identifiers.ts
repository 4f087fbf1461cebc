import {createHash} from 'node:crypto';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
Another number of about the same size, as a service gives to a thing that belongs to a task. Always the same for the same number.

@param id - Digits, of any length.
*/
export const relatedNumber = (id: string, kind: string): string =>
	String(BigInt(id) + BigInt(`0x${digest(`${kind}:${id}`).slice(0, 8)}`));

/**
A UUID that is always the same for the same text.
*/
export const relatedUuid = (text: string): string => {
	const hex = digest(text);
	return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `9${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
		'-',
	);
};

/**
The provider's own identifier in the answers of Ark, which is not the one that the question names: `cgt-20250702010712-qm644`.

@see https://gpt.morphogen.top/en/video/doubao/query-results.html
*/
export const arkId = (id: string, createdAt: number): string =>
	`cgt-${chinaDigits(createdAt)}-${BigInt(`0x${digest(id).slice(0, 8)}`)
		.toString(36)
		.padStart(5, '0')
		.slice(0, 5)}`;

/**
@param text - Anything that tells this request from others.
*/
export const requestId = (now: number, text: string): string =>
	`${chinaDigits(now)}${digest(text).slice(0, 16).toUpperCase()}`;

const chinaOffsetMs = 8 * 60 * 60 * 1000;

/**
A time as DashScope writes it, of China and without a zone: `2025-10-26 12:50:58.001`.

@param time - Milliseconds since the Unix epoch.
@see https://gpt.morphogen.top/en/video/bailian/query-results.html
*/
export const chinaTime = (time: number): string =>
	new Date(time + chinaOffsetMs).toISOString().replace('T', ' ').replace('Z', '');

const chinaDigits = (time: number): string => chinaTime(time).replaceAll(/\D/g, '').slice(0, 14);
