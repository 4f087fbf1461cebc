import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';

type Pattern = {readonly file: string; readonly source: string; readonly flags: string};

const folder = path.join(import.meta.dirname, '../../source');

/** Comments and plain strings, so that they are passed over, or a pattern where a value may stand. */
const token =
	/\/\*[\s\S]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'|(?<=(?:[=(,:[!&|?{};>]|return)\s*)\/(?<source>(?![*/])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n[])+)\/(?<flags>[dgimsuvy]*)(?=[.,;)\]\s])/g;

const patterns: readonly Pattern[] = readdirSync(folder, {recursive: true, encoding: 'utf8'})
	.filter(name => /\.tsx?$/.test(name) && !name.endsWith('clips.ts'))
	.flatMap(file =>
		[...readFileSync(path.join(folder, file), 'utf8').matchAll(token)].flatMap(({groups}) =>
			groups?.['source'] === undefined ? [] : [{file, source: groups['source'], flags: groups['flags'] ?? ''}],
		),
	);

const letters = [
	...'aA0 \t\n.-_/\\<>[]{}()"\'=:,;%&?#@~|*+視',
	'\u001B',
	'\u001B[',
	'\u0007',
	'\u009B',
	'\u0301',
	'\uFEFF',
];
const pieces = [...letters, ...letters.flatMap(letter => [...'a0 .:"/'].map(other => letter + other))];

/** What a pattern may begin with, of its own words. */
const beginnings = ({source}: Pattern): readonly string[] => ['', ...(source.match(/[A-Za-z<{"[:]{2,}/g) ?? [])];

/** A long text that nearly fits: many times the same, and an end that fits nothing. */
const pumped = (beginning: string, piece: string, length: number): string =>
	`${beginning + piece.repeat(Math.ceil(length / piece.length))}\u0000`;

/** The least of several runs, as a busy machine only ever adds to it. */
const costMs = (pattern: RegExp, text: string, runs: number): number => {
	let least = Number.POSITIVE_INFINITY;
	for (let run = 0; run < runs; run++) {
		const startedAt = performance.now();
		text.replace(pattern, '');
		least = Math.min(least, performance.now() - startedAt);
	}

	return least;
};

/** Below this a clock tells little. */
const leastMs = 0.02;

/** How many times as long a text of sixteen times the length takes: 16 for a pattern in proportion, 256 for a quadratic one. */
const growth = (pattern: RegExp, beginning: string, piece: string): number =>
	costMs(pattern, pumped(beginning, piece, 16_000), 3) /
	Math.max(costMs(pattern, pumped(beginning, piece, 1000), 9), leastMs);

/** Halfway, on the scale of powers; and again and again, as the machine may be busy with something else at times. */
const isQuadratic = (pattern: RegExp, beginning: string, piece: string): boolean =>
	[1, 2, 3].every(() => growth(pattern, beginning, piece) > 64);

/** A text of 2000 characters that takes longer than this is looked at more closely; most take a hundredth. */
const suspectMs = 0.3;

const slowTexts = (pattern: Pattern): readonly string[] => {
	const expression = new RegExp(pattern.source, pattern.flags);
	return beginnings(pattern).flatMap(beginning =>
		(beginning === '' ? pieces : letters)
			.filter(
				piece =>
					costMs(expression, pumped(beginning, piece, 2000), 1) > suspectMs &&
					isQuadratic(expression, beginning, piece),
			)
			.map(piece => JSON.stringify(`${beginning}${piece}…`)),
	);
};

for (const [pattern, beginning, piece] of [
	[/\s+$/, '', ' '],
	[/a[^"]*"/g, '', 'a'],
] as const) {
	if (!isQuadratic(pattern, beginning, piece)) {
		throw new Error(`${pattern} is quadratic, and was not found to be`);
	}
}

const slow = patterns.flatMap(pattern =>
	slowTexts(pattern).map(text => `${pattern.file}: /${pattern.source}/${pattern.flags} on ${text}`),
);
console.log(`${patterns.length} patterns, of which ${slow.length} take more than in proportion to the text`);
for (const line of slow) {
	console.log(`  ${line}`);
}

process.exitCode = slow.length > 0 ? 1 : 0;
