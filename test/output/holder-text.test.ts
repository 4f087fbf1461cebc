import assert from 'node:assert/strict';
import {test} from 'node:test';
import {holderText} from '../../source/output/holder-text.js';

const since = new Date(2030, 0, 1, 10, 12, 30).getTime();

test('who has the list is told by terminal, time of day and number', () => {
	assert.equal(
		holderText({processId: 4242, since, terminal: 'pts/3'}, since + 3_600_000),
		'in pts/3 since 10:12 (process 4242)',
	);
});

test('one without a terminal has a number alone, and one of another day a date', () => {
	assert.equal(
		holderText({processId: 4242, since}, since + 3 * 86_400_000),
		'since Tue Jan 01 2030 10:12 (process 4242)',
	);
});
