import {createHmac} from 'node:crypto';
import type {RecordedRequest} from '../helpers/fake-service.js';

/** When the tests ask. */
export const askedAt = Date.parse('2026-01-01T00:00:00Z');

/** In two parts, as Kling needs it. */
export const key = 'access:secret';

/** The token that Kling documents, made without ours. */
const klingToken = (): string => {
	const seconds = askedAt / 1000;
	const parts = [
		{alg: 'HS256', typ: 'JWT'},
		{iss: 'access', exp: seconds + 1800, nbf: seconds - 5},
	].map(part => Buffer.from(JSON.stringify(part)).toString('base64url'));
	return [...parts, createHmac('sha256', 'secret').update(parts.join('.')).digest('base64url')].join('.');
};

const bearer = {authorization: `Bearer ${key}`};
const runwayVersion = {'x-runway-version': '2024-11-06'};

/**
How each service wants to be shown the key, as its page says, at the time of the tests.
*/
export const documentedHeaders: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	gptge: {...bearer, ...runwayVersion},
	minimax: bearer,
	ark: bearer,
	dashscope: bearer,
	kling: {authorization: `Bearer ${klingToken()}`},
	vidu: {authorization: `Token ${key}`},
	luma: bearer,
	runway: {...bearer, ...runwayVersion},
	gemini: {'x-goog-api-key': key},
	openai: bearer,
	replicate: bearer,
	fal: {authorization: `Key ${key}`},
	bfl: {'x-key': key},
	xai: bearer,
	stability: bearer,
	kie: bearer,
	piapi: {'x-api-key': key},
	mj: bearer,
	newapi: bearer,
};

/** What every question has, and nothing of the key. */
const usualHeaders: ReadonlySet<string> = new Set(['host', 'connection', 'accept', 'user-agent']);

/**
The headers of a request that are of the service alone.
*/
export const ownHeaders = ({headers}: RecordedRequest) =>
	Object.fromEntries(Object.entries(headers).filter(([name]) => !usualHeaders.has(name)));
