import type {IncomingMessage, RequestListener, ServerResponse} from 'node:http';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import type {Catalogue} from './catalogue.js';
import {parseByteRange} from './http/byte-range.js';
import {send, xmlError} from './http/reply.js';
import {throttled, type Wait} from './http/throttle.js';
import type {LinkSigner} from './links.js';
import type {MediaFile} from './media/media-file.js';

export type MediaHostOptions = {
	readonly catalogue: Catalogue;
	readonly signer: LinkSigner;
	/** @returns Milliseconds since the Unix epoch. */
	readonly now: () => number;
	/** How many times faster than in life a slow file is sent. */
	readonly pace: number;
	readonly wait: Wait;
	/** Ends what is being sent. */
	readonly signal: AbortSignal;
};

export type MediaHost = {
	readonly listener: RequestListener;
	/** How many requests came with an `Authorization` header, which has no business here. */
	readonly authorizedRequestCount: () => number;
};

const refusals = {
	expired: xmlError(403, 'AccessDenied', 'Request has expired'),
	forged: xmlError(403, 'SignatureDoesNotMatch', 'The signature of the request is not the one we calculated'),
};

/**
The host that keeps what the tasks made. It takes signed links only, as object stores do.
*/
export const createMediaHost = ({catalogue, signer, now, pace, wait, signal}: MediaHostOptions): MediaHost => {
	let authorizedRequestCount = 0;
	const lastModified = new Date(now()).toUTCString();

	const sendFile = async (file: MediaFile, request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const whole = file.bytes();
		const ifRange = request.headers['if-range'];
		const isSameFile = ifRange === undefined || ifRange === file.etag() || ifRange === lastModified;
		const range = isSameFile ? parseByteRange(request.headers.range, whole.length) : undefined;

		if (range === 'unsatisfiable') {
			const contentRange = {'content-range': `bytes */${whole.length}`};
			send(response, xmlError(416, 'InvalidRange', 'The requested range is not satisfiable', contentRange));
			return;
		}

		const bytes = range ? whole.subarray(range.first, range.last + 1) : whole;
		response.writeHead(range ? 206 : 200, {
			'accept-ranges': 'bytes',
			etag: file.etag(),
			'last-modified': lastModified,
			'content-type': file.contentType,
			'content-length': bytes.length,
			...(range && {'content-range': `bytes ${range.first}-${range.last}/${whole.length}`}),
		});

		if (request.method === 'HEAD' || file.bytesPerSecond === undefined) {
			response.end(request.method === 'HEAD' ? undefined : bytes);
			return;
		}

		const chunks = throttled(bytes, file.bytesPerSecond * pace, wait, signal);
		// A client that hangs up in the middle has what it wanted.
		await pipeline(Readable.from(chunks), response).catch(() => undefined);
	};

	const listener: RequestListener = (request, response) => {
		const target = request.url ?? '';
		if (request.headers.authorization !== undefined) {
			authorizedRequestCount++;
			send(response, xmlError(400, 'InvalidArgument', 'Only one way to authorize is allowed'));
			return;
		}

		if (request.method !== 'GET' && request.method !== 'HEAD') {
			send(response, xmlError(405, 'MethodNotAllowed', 'Only GET and HEAD are allowed', {allow: 'GET, HEAD'}));
			return;
		}

		const linkState = signer.check(target, now());
		if (linkState !== 'valid') {
			send(response, refusals[linkState]);
			return;
		}

		const file = catalogue.atPath(target.slice(0, target.indexOf('?')));
		if (file) {
			void sendFile(file, request, response);
		} else {
			send(response, xmlError(404, 'NoSuchKey', 'There is no such file'));
		}
	};

	return {listener, authorizedRequestCount: () => authorizedRequestCount};
};
