import type {Line, Tone} from '../../table/cell.js';
import type {Glyphs} from '../../table/glyphs.js';
import {cleanText} from '../../task/clean-text.js';
import type {Finding, Level} from './check.js';

const tones: Readonly<Record<Level, Tone>> = {ok: 'good', note: 'trouble', problem: 'bad'};

/** What was found, for people: a line each, and one below it where there is something to do. */
export const reportLines = (findings: readonly Finding[], glyphs: Glyphs): readonly Line[] => {
	const signs: Readonly<Record<Level, string>> = {ok: glyphs.succeeded, note: '!', problem: glyphs.failed};
	const width = Math.max(...findings.map(({about}) => about.length));
	return findings.flatMap(({about, level, found, advice}): readonly Line[] => [
		[
			{text: `${signs[level]} ${level.padEnd('problem'.length)}`, tone: tones[level]},
			{text: `  ${about.padEnd(width)}  ${cleanText(found)}`},
		],
		...(advice === undefined ? [] : [[{text: `${' '.repeat(width + 13)}${cleanText(advice)}`}]]),
	]);
};

/** What was found, for programs. */
export const reportDocument = (findings: readonly Finding[]): string =>
	JSON.stringify(
		{
			v: 1,
			checks: findings.map(({about, level, found, advice}) => ({
				check: about,
				level,
				found: cleanText(found),
				advice: advice === undefined ? null : cleanText(advice),
			})),
		},
		undefined,
		2,
	);

/** 0 where nothing is a problem; else the first of 2, 4 and 6 that applies. */
export const exitCodeFor = (findings: readonly Finding[]): number =>
	findings
		.filter(({level}) => level === 'problem')
		.map(({exitCode = 2}) => exitCode)
		.toSorted((one, other) => one - other)[0] ?? 0;
