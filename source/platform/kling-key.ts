import {createHmac} from 'node:crypto';
import {UsageError} from '../task/errors.js';

const lifetimeSeconds = 1800;
/** How far the service's clock may be behind ours. */
const clockSkewSeconds = 5;
/** So that a token does not end while a question is under way. */
const marginMs = 5 * 60 * 1000;

const form = /^(?<access>[^\s:]+):(?<secret>[^\s:]+)$/v;

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/**
The token, a JSON Web Token, that Kling takes in place of its two keys.

@param key - The access key and the secret key, as `ACCESS:SECRET`.
@param now - Milliseconds since the Unix epoch.
@throws {UsageError} when the key is not of that form.
@see https://app.klingai.com/global/dev/document-api
*/
export const klingToken = (key: string, now: number): string => {
	const {access, secret} = form.exec(key)?.groups ?? {};
	if (access === undefined || secret === undefined) {
		throw new UsageError(
			'The key for Kling must be the access key and the secret key with a colon between them: ACCESS:SECRET.',
		);
	}

	const seconds = Math.floor(now / 1000);
	const content = `${encode({alg: 'HS256', typ: 'JWT'})}.${encode({
		iss: access,
		exp: seconds + lifetimeSeconds,
		nbf: seconds - clockSkewSeconds,
	})}`;
	return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
};

/**
Makes the token of a key. The same one is used until five minutes before its end.

@throws {UsageError} when the key is not of the form `ACCESS:SECRET`.
*/
export type KlingSigner = (key: string) => string;

/**
@param now - Milliseconds since the Unix epoch.
*/
export const createKlingSigner = (now: () => number): KlingSigner => {
	let last: {readonly key: string; readonly token: string; readonly signedAt: number} | undefined;

	return key => {
		const time = now();
		// A clock that was set back makes the token one of the future.
		const isUsable =
			last?.key === key && time >= last.signedAt && time < last.signedAt + lifetimeSeconds * 1000 - marginMs;
		if (!last || !isUsable) {
			last = {key, token: klingToken(key, time), signedAt: time};
		}

		return last.token;
	};
};
