import {Dispatcher, errors} from 'undici';
import type {Exchange} from './resume-exchange.js';

/** As much as comes from a socket at once. */
const pieceBytes = 64 * 1024;

/** What Node.js answers with, too. */
const date = 'Fri, 01 Jan 2021 00:00:00 GMT';

const connectionReset = (): Error => Object.assign(new Error('read ECONNRESET'), {code: 'ECONNRESET'});

/**
A host that answers from memory: what the network client itself would say of a connection is said to those who use the client.
*/
export class MemoryHost extends Dispatcher {
	readonly #exchange: Exchange;

	constructor(exchange: Exchange) {
		super();
		this.#exchange = exchange;
	}

	override dispatch({headers}: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
		let isPaused = false;
		let isWaiting = false;
		let isOver = false;
		let reason: Error | null = null;
		let offset = 0;

		const fail = (error: Error): void => {
			if (!isOver) {
				isOver = true;
				handler.onResponseError?.(controller, error);
			}
		};

		const cut = (): void => fail(connectionReset());

		/** In a turn of the event loop of its own, as what a socket has comes. */
		const later = (work: () => void): void => {
			if (isWaiting) {
				return;
			}

			isWaiting = true;
			setImmediate(() => {
				isWaiting = false;
				if (!isOver && !isPaused) {
					work();
				}
			});
		};

		const controller: Dispatcher.DispatchController = {
			get aborted() {
				return reason !== null;
			},
			get paused() {
				return isPaused;
			},
			get reason() {
				return reason;
			},
			abort(error?: Error) {
				reason ??= error ?? new errors.RequestAbortedError();
				fail(reason);
			},
			pause() {
				isPaused = true;
			},
			resume() {
				isPaused = false;
				later(send);
			},
		};

		const send = (): void => {
			if (offset < piece.length) {
				const {buffer, byteOffset, length} = piece.subarray(offset, offset + pieceBytes);
				offset += length;
				handler.onResponseData?.(controller, Buffer.from(buffer, byteOffset, length));
				later(send);
			} else if (!isCut) {
				isOver = true;
				handler.onResponseEnd?.(controller, {});
			} else if (piece.length === 0) {
				cut();
			}
		};

		handler.onRequestStart?.(controller, {});
		const {status, headers: told, piece, isCut} = this.#exchange.reply({...(headers as Record<string, string>)}, cut);
		const entries = Object.entries({date, ...told}).map(([name, value]) => [name, String(value)]);
		later(() => {
			handler.onResponseStart?.(controller, status, Object.fromEntries(entries), '');
			later(send);
		});
		return true;
	}
}
