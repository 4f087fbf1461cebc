import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {visibleTop} from '../../source/store/visible-rows.js';

test('the table moves as little as it can to show the cursor', () => {
	assert.equal(visibleTop(10, 12, 5, 100), 10);
	assert.equal(visibleTop(10, 15, 5, 100), 11);
	assert.equal(visibleTop(10, 9, 5, 100), 9);
	assert.equal(visibleTop(0, 99, 5, 100), 95);
});

test('no row is left empty while there are tasks above', () => {
	assert.equal(visibleTop(95, 96, 10, 98), 88);
	assert.equal(visibleTop(3, 1, 10, 4), 0);
	assert.equal(visibleTop(0, 0, 10, 0), 0);
});

test('the cursor is always seen, and the table stays where it is if it can', () => {
	fc.assert(
		fc.property(
			fc.nat(300),
			fc.nat(300),
			fc.integer({min: 1, max: 60}),
			fc.integer({min: 1, max: 300}),
			(top, at, rows, count) => {
				const cursor = at % count;

				const result = visibleTop(top, cursor, rows, count);

				assert.ok(result >= 0 && result <= cursor && cursor < result + rows);
				assert.ok(result === 0 || result + rows <= count);
				const couldStay = top <= cursor && cursor < top + rows && (top === 0 || top + rows <= count);
				assert.ok(!couldStay || result === top);
			},
		),
	);
});
