/**
A cyclic redundancy check that no library of Node.js knows, of up to 64 bits, lowest bit first, in two halves of 32 bits.
*/
export type Crc = {
	readonly update: (bytes: Uint8Array) => void;
	/** In hexadecimal. */
	readonly digest: () => string;
};

const hexadecimal = (half: number): string => (half >>> 0).toString(16).padStart(8, '0');

/**
@param high - The upper half of the polynomial, bits reversed; `undefined` for one of 32 bits.
@param low - The lower half.
@returns What makes a new check.
@see https://reveng.sourceforge.io/crc-catalogue/all.htm
*/
const crcOf = (high: number | undefined, low: number): (() => Crc) => {
	const highs = new Int32Array(256);
	const lows = new Int32Array(256);
	for (let byte = 0; byte < 256; byte++) {
		let [upper, lower] = [0, byte];
		for (let bit = 0; bit < 8; bit++) {
			const isOdd = (lower & 1) === 1;
			lower = ((lower >>> 1) | (upper << 31)) ^ (isOdd ? low : 0);
			upper = (upper >>> 1) ^ (isOdd ? (high ?? 0) : 0);
		}

		highs[byte] = upper;
		lows[byte] = lower;
	}

	return () => {
		let state: readonly [upper: number, lower: number] = [high === undefined ? 0 : -1, -1];
		return {
			update(bytes) {
				// Local ones are kept in registers, which makes this several times as fast.
				let [upper, lower] = state;
				for (let position = 0; position < bytes.length; position++) {
					const index = (lower ^ (bytes[position] as number)) & 0xff;
					lower = ((lower >>> 8) | (upper << 24)) ^ (lows[index] as number);
					upper = (upper >>> 8) ^ (highs[index] as number);
				}

				state = [upper, lower];
			},

			digest() {
				const [upper, lower] = state;
				return (high === undefined ? '' : hexadecimal(~upper)) + hexadecimal(~lower);
			},
		};
	};
};

/** CRC-32C (Castagnoli), as Google Cloud Storage and S3 tell it. */
export const createCrc32c = crcOf(undefined, 0x82f6_3b78);

/** CRC-64/XZ (ECMA-182), as Alibaba's, Tencent's and Volcengine's object storages tell it. */
export const createCrc64ecma = crcOf(0xc96c_5795, 0xd787_0f42);

/** CRC-64/NVME, as S3 tells it. */
export const createCrc64nvme = crcOf(0x9a6c_9329, 0xac4b_c9b5);
