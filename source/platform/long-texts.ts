const quote = 0x22;
const backslash = 0x5c;

/** A longer text is no link, no message and no identifier. */
const longBytes = 16 * 1024;

/**
Takes a long text of an answer, piece by piece, as it is written in the answer.
*/
export type TextSink = {
	readonly write: (piece: Uint8Array) => Promise<void>;
	/** @returns What stands in the answer in its place; nothing in it needs escaping. */
	readonly end: () => Promise<string>;
};

/**
@param start - The first bytes of a text that is long, as they are written in the answer.
@returns `undefined` for a text that is to stay where it is.
*/
export type TakeLongText = (start: Uint8Array) => TextSink | undefined;

/** A run of bytes that lies within a text, or without. The quotes lie without. */
type Run = {
	readonly bytes: Uint8Array;
	readonly isText: boolean;
	/** Whether a text ends with it. */
	readonly isEnd: boolean;
};

/**
Where a text ends within some bytes of it.

@param isEscaped - Whether the first byte belongs to an escape that began before.
*/
const endOfText = (bytes: Uint8Array, isEscaped: boolean): {readonly end: number; readonly isEscaped: boolean} => {
	for (let from = isEscaped ? 1 : 0; ; ) {
		const found = bytes.indexOf(quote, from);
		const stop = found === -1 ? bytes.length : found;
		let backslashCount = 0;
		while (stop - backslashCount > from && bytes[stop - backslashCount - 1] === backslash) {
			backslashCount++;
		}

		const isNextEscaped = backslashCount % 2 === 1;
		if (found === -1 || !isNextEscaped) {
			return {end: found, isEscaped: isNextEscaped};
		}

		from = found + 1;
	}
};

/** Tells where the texts are in JSON that comes chunk by chunk. */
const createRuns = (): ((chunk: Uint8Array) => Generator<Run>) => {
	let isText = false;
	let isEscaped = false;

	return function* (chunk) {
		for (let at = 0; at < chunk.length; ) {
			const rest = chunk.subarray(at);
			const found = isText ? endOfText(rest, isEscaped) : {end: rest.indexOf(quote), isEscaped: false};
			const isEnd = found.end !== -1;
			const bytes = isEnd ? rest.subarray(0, isText ? found.end : found.end + 1) : rest;
			({isEscaped} = found);
			yield {bytes, isText, isEnd};
			at += bytes.length;
			isText = isEnd ? !isText : isText;
		}
	};
};

/**
Take the long texts out of JSON that comes in chunks, so that they need not be held. JSON that is none comes out as some other text that is none.
*/
export async function* withoutLongTexts(
	body: AsyncIterable<Uint8Array>,
	take: TakeLongText,
): AsyncGenerator<Uint8Array> {
	const runsOf = createRuns();
	/** What came of a text that may turn out to be long. */
	let held: Uint8Array[] = [];
	let heldBytes = 0;
	let isStaying = false;
	let sink: TextSink | undefined;

	for await (const chunk of body) {
		const left: Uint8Array[] = [];
		for (const {bytes, isText, isEnd} of runsOf(chunk)) {
			if (!isText || isStaying) {
				left.push(bytes);
			} else if (sink) {
				await sink.write(bytes);
			} else {
				held.push(bytes);
				heldBytes += bytes.length;
			}

			if (heldBytes > longBytes) {
				const start = Buffer.concat(held.splice(0));
				heldBytes = 0;
				sink = take(start);
				isStaying = sink === undefined;
				await (sink ? sink.write(start) : left.push(start));
			}

			if (isText && isEnd) {
				left.push(...(sink ? [Buffer.from(await sink.end())] : held));
				sink = undefined;
				isStaying = false;
				held = [];
				heldBytes = 0;
			}
		}

		yield Buffer.concat(left);
	}

	yield* held;
}
