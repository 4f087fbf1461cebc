import {Readable} from 'node:stream';
import {StringDecoder} from 'node:string_decoder';
import type {Clock} from '../engine/ports.js';
import {createInputFilter} from './input-filter.js';

/**
The real standard input, as far as we need it.
*/
export type TerminalSource = Readable & {
	readonly isTTY?: boolean;
	readonly setRawMode?: (isEnabled: boolean) => unknown;
	readonly ref?: () => unknown;
	readonly unref?: () => unknown;
};

export type TerminalInputOptions = {
	readonly stdin: TerminalSource;
	readonly clock: Clock;
	/** Called once for each paste of which something had to be dropped. */
	readonly onPasteCut?: () => void;
};

/**
What Ink reads instead of the real standard input.
*/
export type TerminalInput = Readable & {
	readonly isTTY: boolean;
	readonly setRawMode: (isEnabled: boolean) => TerminalInput;
	readonly ref: () => TerminalInput;
	readonly unref: () => TerminalInput;
	/** Settles when the terminal is gone: standard input has ended, closed or failed. Never rejects. */
	readonly ended: Promise<void>;
};

/**
Why a sleep is aborted. A constant, as an error for each chunk of a long paste would cost more than the paste.
*/
const moreCame = Symbol('more input came');

/**
One read gives one chunk, as Ink takes all that one read gives for one key.
*/
class FilteredInput extends Readable {
	readonly isTTY: boolean;
	readonly ended: Promise<void>;
	readonly #source: TerminalSource;
	readonly #clock: Clock;
	readonly #filter;
	readonly #decoder = new StringDecoder('utf8');
	#silence = new AbortController();
	#isReferenced = false;

	constructor({stdin, clock, onPasteCut}: TerminalInputOptions) {
		super({objectMode: true, read() {}});
		this.#source = stdin;
		this.#clock = clock;
		this.#filter = createInputFilter({onPasteCut});
		this.isTTY = stdin.isTTY === true;
		const {promise, resolve} = Promise.withResolvers<void>();
		this.ended = promise;

		const take = (chunk: Buffer | string) => {
			this.#emitChunks(this.#filter.push(typeof chunk === 'string' ? chunk : this.#decoder.write(chunk)));
			this.#awaitSilence();
		};
		const end = () => {
			this.#silence.abort(moreCame);
			stdin.off('data', take).off('end', end).off('close', end);
			if (!this.readableEnded && !this.destroyed) {
				this.#emitChunks(this.#filter.idle());
				this.push(null);
			}

			resolve();
		};

		// A terminal that is gone fails with EIO, maybe more than once, and that must not end the program from here.
		stdin.on('data', take).on('end', end).on('close', end).on('error', end);
		stdin.pause();
	}

	/** Our chunks are text already, and Node would join those that wait. */
	override setEncoding(): this {
		return this;
	}

	setRawMode(isEnabled: boolean): this {
		this.#source.setRawMode?.(isEnabled);
		return this;
	}

	ref(): this {
		this.#isReferenced = true;
		this.#source.ref?.();
		this.#source.resume();
		this.#awaitSilence();
		return this;
	}

	/** Stops reading too, so that a program we lend the terminal gets every key. */
	unref(): this {
		this.#isReferenced = false;
		this.#silence.abort(moreCame);
		this.#source.pause();
		this.#source.unref?.();
		return this;
	}

	#emitChunks(chunks: readonly string[]): void {
		for (const chunk of chunks) {
			this.push(chunk);
		}
	}

	#awaitSilence(): void {
		this.#silence.abort(moreCame);
		const idleAfterMs = this.#filter.idleAfterMs();
		if (idleAfterMs === undefined || !this.#isReferenced) {
			return;
		}

		this.#silence = new AbortController();
		this.#clock.sleep(idleAfterMs, this.#silence.signal).then(
			() => this.#emitChunks(this.#filter.idle()),
			// The sleep is aborted when more input comes; then the next silence is waited for.
			() => undefined,
		);
	}
}

/**
Stand between the real standard input and Ink: see `createInputFilter`.

Hand it to Ink's `render`. Nothing is read before Ink asks for raw mode, and nothing while Ink has given the terminal away.
*/
export const createTerminalInput = (options: TerminalInputOptions): TerminalInput => new FilteredInput(options);
