import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Finding} from '../../../source/subcommands/doctor/check.js';
import {exitCodeFor, reportDocument, reportLines} from '../../../source/subcommands/doctor/report.js';
import {asciiGlyphs, unicodeGlyphs} from '../../../source/table/glyphs.js';

const findings: readonly Finding[] = [
	{about: 'one', level: 'ok', found: 'well\u001B[31m'},
	{about: 'three', level: 'note', found: 'odd', advice: 'Look at it.'},
	{about: 'two', level: 'problem', found: 'bad', exitCode: 6},
];

const textOf = (line: readonly {readonly text: string}[]): string => line.map(({text}) => text).join('');

test('each finding is a line with a sign and a word, and what to do stands below', () => {
	assert.deepEqual(reportLines(findings, unicodeGlyphs).map(textOf), [
		'✓ ok       one    well',
		'! note     three  odd',
		'                  Look at it.',
		'✗ problem  two    bad',
	]);
	assert.equal(textOf(reportLines(findings, asciiGlyphs)[0] ?? []), '+ ok       one    well');
});

test('for programs it is a JSON document', () => {
	assert.deepEqual(JSON.parse(reportDocument(findings)), {
		v: 1,
		checks: [
			{check: 'one', level: 'ok', found: 'well', advice: null},
			{check: 'three', level: 'note', found: 'odd', advice: 'Look at it.'},
			{check: 'two', level: 'problem', found: 'bad', advice: null},
		],
	});
});

test('what is set up wrongly comes before a refused token, and that before an API out of reach', () => {
	const problem = (exitCode?: 2 | 4 | 6): Finding => ({
		about: '',
		level: 'problem',
		found: '',
		...(exitCode && {exitCode}),
	});

	assert.equal(exitCodeFor(findings.slice(0, 2)), 0);
	assert.equal(exitCodeFor([...findings, problem(4)]), 4);
	assert.equal(exitCodeFor([problem(6), problem(4), problem()]), 2);
});
