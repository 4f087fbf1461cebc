import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {columns} from '../../source/table/columns.js';
import {layOut} from '../../source/table/layout.js';

const namesAt = (width: number): string =>
	layOut(width)
		.map(({name}) => name)
		.join(' ');

const widthOfAll = (width: number): number =>
	layOut(width).reduce((sum, column) => sum + column.gapWidth + column.width, 0);

const statusWidthAt = (width: number): number => layOut(width)[0]?.width ?? 0;

/** From here on all columns are as wide as they get. */
const widest = widthOfAll(1000);

for (const [width, names, statusWidth] of [
	[118, 'status name model size elapsed result ask', 14],
	[98, 'status name model size elapsed result ask', 14],
	[78, 'status name size elapsed result', 14],
	[48, 'status name elapsed result', 1],
	[18, 'status name elapsed', 1],
] as const) {
	test(`a table of ${width} columns shows: ${names}`, () => {
		assert.equal(namesAt(width), names);
		assert.equal(statusWidthAt(width), statusWidth);
		assert.equal(widthOfAll(width), width);
	});
}

test('all columns stand in their own order at any width', () => {
	const order = columns.map(({name}) => name);

	fc.assert(
		fc.property(fc.integer({min: 18, max: 300}), width => {
			const shown = layOut(width).map(({name}) => name);

			assert.deepEqual(
				shown,
				order.filter(name => shown.includes(name)),
			);
		}),
	);
});

test('the columns fill any width exactly, as far as they grow', () => {
	for (let width = 18; width <= 300; width++) {
		assert.equal(widthOfAll(width), Math.min(width, widest));
	}
});

test('no column is narrower than it may be, or wider', () => {
	for (let width = 18; width <= 300; width++) {
		for (const {name, width: own, minWidth, maxWidth} of layOut(width)) {
			assert.ok(own >= minWidth && own <= maxWidth, `${name} is ${own} wide at ${width}`);
		}
	}
});

test('a wider table never shows fewer columns', () => {
	const counts = Array.from({length: 282}, (_, index) => layOut(18 + index).length);

	assert.deepEqual(
		counts,
		counts.toSorted((one, other) => one - other),
	);
});

test('what is left over is shared evenly', () => {
	for (let width = 18; width <= 300; width++) {
		const growths = layOut(width).map(column => ({
			growth: column.width - column.minWidth,
			isFull: column.width === column.maxWidth,
		}));
		const most = Math.max(...growths.map(({growth}) => growth));

		assert.deepEqual(
			growths.filter(({growth, isFull}) => !isFull && growth < most - 1),
			[],
			`at ${width}`,
		);
	}
});

test('a status in words has room for any progress at any width', () => {
	const needed = '● running 100%'.length;
	const tooNarrow = Array.from({length: 282}, (_, index) => 18 + index).filter(width => {
		const statusWidth = statusWidthAt(width);
		return statusWidth > 1 && statusWidth < needed;
	});

	assert.deepEqual(tooNarrow, []);
});

test('the texts stand closer together where there is little room', () => {
	assert.deepEqual(
		[118, 98].map(width => layOut(width).map(({gapWidth}) => gapWidth)),
		[
			[0, 2, 2, 2, 2, 2, 2],
			[0, 1, 1, 1, 1, 1, 1],
		],
	);
});

test('a table without room keeps what never gives way', () => {
	assert.equal(namesAt(1), 'status name elapsed');
});
