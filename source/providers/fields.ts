import {cleanText} from '../task/clean-text.js';
import type {JsonObject} from './families/family.js';

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
Whether an object has a field of its own, whatever its value.
*/
export const has = (value: unknown, key: string): boolean => isObject(value) && Object.hasOwn(value, key);

/**
Walk down into a value. Only own fields count, so that `constructor` in a path finds nothing.

@returns `undefined` where the path leads nowhere.
*/
export const get = (value: unknown, ...path: readonly string[]): unknown =>
	path.reduce<unknown>(
		(current, key) => (isObject(current) && Object.hasOwn(current, key) ? current[key] : undefined),
		value,
	);

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A service may send megabytes where it means a sentence, and cleaning them would take seconds. */
const maxReadLength = 65_536;

/**
Text to show, cleaned. Empty text says nothing: services send it for what is not known yet.

@param maxLength - In code points.
*/
export const text = (value: unknown, maxLength?: number): string | undefined =>
	typeof value === 'string' ? cleanText(value.slice(0, maxReadLength), maxLength) || undefined : undefined;

export const number = (value: unknown): number | undefined =>
	typeof value === 'number' && Number.isFinite(value) ? value : undefined;

export const integer = (value: unknown): number | undefined =>
	Number.isSafeInteger(value) ? number(value) : undefined;

/**
A number, or text that spells one, for fields that are documented as text.
*/
export const numeral = (value: unknown): number | undefined =>
	typeof value === 'string' && /^\d{1,15}(?:\.\d{1,15})?$/.test(value) ? Number(value) : number(value);

/**
A length or an extent. Zero says nothing: services send it before the end.
*/
export const positive = (value: unknown): number | undefined => {
	const amount = numeral(value);
	return amount !== undefined && amount > 0 ? amount : undefined;
};

/**
An identifier, as text. It may come as a number; zero and empty text mean none.
*/
export const identifier = (value: unknown): string | undefined => {
	const id = typeof value === 'string' ? value : integer(value)?.toString();
	return id !== undefined && id !== '0' && /^[\x21-\x7E]{1,512}$/.test(id) ? id : undefined;
};
