import {createCipheriv} from 'node:crypto';
import type {IncomingHttpHeaders, OutgoingHttpHeaders} from 'node:http';
import {box, ftyp} from './media-samples.js';

/** A film of so many bytes, none of which could stand for another. Each take has other bytes. */
export const film = (totalBytes: number, take = 0): Buffer => {
	const start = Buffer.concat([ftyp, box('moov')]);
	const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, take), Buffer.alloc(16));
	return Buffer.concat([start, box('mdat', cipher.update(Buffer.alloc(totalBytes - start.length - 8)))]);
};

export type Answer = {
	readonly status?: number;
	readonly headers?: OutgoingHttpHeaders;
	readonly body: Uint8Array;
	/** The connection is cut once the client has said that this many bytes of the file are there. */
	readonly cutAt?: number | undefined;
	/** Sent without a length, so that nothing but the end of the connection tells that this was all. */
	readonly isEndOpen?: boolean;
	/** Sent slice by slice. */
	readonly isThrottled?: boolean;
	/** Where in the file the body starts. */
	readonly startsAt?: number;
};

/** The part of a file that was asked for, as a host that works sends it. */
export const rest = (file: Buffer, offset: number, headers: OutgoingHttpHeaders = {}): Answer => ({
	status: 206,
	headers: {'content-range': `bytes ${offset}-${file.length - 1}/${file.length}`, ...headers},
	body: file.subarray(offset),
	startsAt: offset,
});

/**
What a host says.

@param count - Which request of a download it is, from 0.
@param offset - Where the range starts that is asked for.
*/
export type AnswerRequest = (
	count: number,
	offset: number | undefined,
	request: {readonly headers: IncomingHttpHeaders},
) => Answer;

export type Reply = Pick<Answer, 'isEndOpen' | 'isThrottled'> & {
	readonly status: number;
	readonly headers: OutgoingHttpHeaders;
	/** What is sent of the body. */
	readonly piece: Uint8Array;
	/** Whether nothing comes behind the piece, not even the end. */
	readonly isCut: boolean;
};

/**
What a downloader and its host say to each other, however it is carried.
*/
export const createExchange = (answer: AnswerRequest) => {
	let asked: Array<{readonly headers: IncomingHttpHeaders; readonly status: number}> = [];
	let sentBytes = 0;
	let cutAt = Number.POSITIVE_INFINITY;
	let breakOff: () => void = () => undefined;

	return {
		/**
		@param cut - Cuts the connection of this request.
		*/
		reply(headers: IncomingHttpHeaders, cut: () => void): Reply {
			const [, start] = /^bytes=(\d+)-$/.exec(headers.range ?? '') ?? [];
			const given = answer(asked.length, start === undefined ? undefined : Number(start), {headers});
			const {status = 200, body, startsAt = 0, isEndOpen = false, isThrottled = false} = given;
			asked.push({headers, status});
			cutAt = given.cutAt ?? Number.POSITIVE_INFINITY;
			breakOff = cut;
			const piece = body.subarray(0, cutAt - startsAt);
			sentBytes += piece.length;
			const isMeasured = !isEndOpen && !given.headers?.['transfer-encoding'];
			return {
				status,
				headers: {...(isMeasured && {'content-length': body.length}), ...given.headers},
				piece,
				isCut: given.cutAt !== undefined,
				isEndOpen,
				isThrottled,
			};
		},

		/** Told by the downloader how much of the file is there. */
		reach(receivedBytes: number): void {
			if (receivedBytes >= cutAt) {
				cutAt = Number.POSITIVE_INFINITY;
				breakOff();
			}
		},

		/** What was said since this was asked last. */
		take() {
			const taken = {
				sentBytes,
				statuses: asked.map(({status}) => status),
				ranges: asked.map(({headers}) => headers.range),
				conditions: asked.map(({headers}) => headers['if-range']),
			};
			asked = [];
			sentBytes = 0;
			return taken;
		},
	};
};

export type Exchange = ReturnType<typeof createExchange>;
