import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {makeHome} from '../helpers/built-program.js';
import {keys, openTerminal, type Terminal} from '../helpers/terminal.js';

const sizes = [
	[120, 30],
	[80, 24],
	[50, 15],
	[20, 5],
	[50, 15],
	[120, 30],
] as const;

/** How many tasks the demonstration shows. */
const taskCount = 12;

/** A duration or the sign for none, in the column that is filled from its right end. */
const elapsed = /^(?:~?\d+[smhd](?: \d+[smhd])?|—)$/v;

/** Whether a row of the table has an elapsed time, or the sign for none, that ends right before this cell. */
const hasElapsedBefore = (row: readonly string[], end: number): boolean => {
	const before = row.slice(0, end).join('');
	const word = /(?:~?\d+[smhd] )?\S+$/v.exec(before)?.[0] ?? '';
	return elapsed.test(word) && (row[end] ?? ' ') === ' ';
};

/** The rows of the table: those with the sign of a phase after the place for the cursor and the mark. */
const tableRows = (terminal: Terminal): readonly (readonly string[])[] =>
	terminal.cells().filter(row => /^[❯ ][* ][○●✓✗⊘⊗?] /v.test(row.join('')));

/** Whether the screen, which has so many rows, is complete: the header first, then rows, and the footer last. */
const isComplete = (terminal: Terminal, rows: number): boolean => {
	const lines = terminal.screen();
	const rowCount = tableRows(terminal).length;
	return (
		lines.length === rows &&
		/\d (?:done|run|unknown|\?)/v.test(lines[0] ?? '') &&
		/\? help {2}q quit$/v.test(lines.at(-1) ?? '') &&
		rowCount >= Math.min(taskCount, rows - 4) &&
		rowCount <= taskCount &&
		!terminal.hasOverflowed()
	);
};

suite('sizes', {concurrency: true}, () => {
	test('at every size there are a header, rows and a footer, and nothing is scrolled or broken', async () => {
		await using home = await makeHome();
		await using terminal = openTerminal({home, args: ['demo'], columns: 120, rows: 30});
		await terminal.shows(/harbour at dawn/);
		await terminal.takesKeys();

		for (const [columns, rows] of sizes) {
			await terminal.resize(columns, rows);
			await terminal.shows(() => isComplete(terminal, rows));
		}
	});

	test('wide characters keep the columns straight', async () => {
		await using home = await makeHome();
		await using terminal = openTerminal({home, args: ['demo'], columns: 120, rows: 30});
		await terminal.shows(/雨夜街头[\s\S]*水墨山水/);

		for (const [columns, rows] of [
			[120, 30],
			[80, 24],
			[50, 20],
		] as const) {
			await terminal.resize(columns, rows);
			await terminal.shows(() => isComplete(terminal, rows));
			const title = terminal.cells()[1]?.join('') ?? '';
			const end = title.indexOf('ELAPSED') + 'ELAPSED'.length;

			assert.equal(tableRows(terminal).length, taskCount);
			for (const row of tableRows(terminal)) {
				assert.ok(hasElapsedBefore(row, end), `“${row.join('')}” at ${columns}x${rows}`);
			}
		}
	});

	test('the cursor’s row is on the screen at every size', async () => {
		await using home = await makeHome();
		await using terminal = openTerminal({home, args: ['demo'], columns: 120, rows: 30});
		await terminal.shows(/harbour at dawn/);
		await terminal.takesKeys();
		terminal.press('G');
		await terminal.shows(/❯ .*MiniMax-Hailuo-02 tram/);

		for (const [columns, rows] of sizes) {
			await terminal.resize(columns, rows);
			await terminal.shows(
				lines => lines.length === rows && lines.some(line => line.startsWith('❯')) && isComplete(terminal, rows),
			);
		}
	});

	test('a size that no table fits into does no harm', async () => {
		await using home = await makeHome();
		await using terminal = openTerminal({home, args: ['demo'], columns: 120, rows: 30});
		await terminal.shows(/harbour at dawn/);
		await terminal.takesKeys();

		for (const [columns, rows] of [
			[10, 2],
			[2, 2],
			[1, 1],
		] as const) {
			await terminal.resize(columns, rows);
		}

		await terminal.resize(80, 24);
		await terminal.shows(() => isComplete(terminal, 24));
		terminal.press(keys.ctrlC);
		assert.deepEqual(await terminal.exited(), {exitCode: 0, signal: 0});
	});
});
