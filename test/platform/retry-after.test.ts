import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseRetryAfter} from '../../source/platform/retry-after.js';

const date = 'Tue, 01 Jan 2030 00:00:00 GMT';

test('seconds become milliseconds', () => {
	assert.equal(parseRetryAfter('120', undefined), 120_000);
	assert.equal(parseRetryAfter(' 0 ', undefined), 0);
	assert.equal(parseRetryAfter('999999999', undefined), 999_999_999_000);
});

test('a date is measured by the clock of the response that holds it', () => {
	assert.equal(parseRetryAfter('Tue, 01 Jan 2030 00:01:30 GMT', date), 90_000);
	assert.equal(parseRetryAfter('Mon, 31 Dec 2029 23:59:00 GMT', date), 0);
});

test('a date says nothing without the date of the response', () => {
	assert.equal(parseRetryAfter(date, undefined), undefined);
	assert.equal(parseRetryAfter(date, 'today'), undefined);
});

test('what is neither seconds nor an HTTP date is ignored', () => {
	for (const text of [
		undefined,
		'',
		'-1',
		'1.5',
		'1e9',
		'9999999999',
		'soon',
		'2030-01-01',
		'Xxx, 99 Xxx 2030 00:00:00 GMT',
	]) {
		assert.equal(parseRetryAfter(text, date), undefined);
	}
});
