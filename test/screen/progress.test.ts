import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createPainter} from '../../source/screen/paint.js';
import {createProgress} from '../../source/screen/progress.js';
import {unicodeGlyphs} from '../../source/table/glyphs.js';
import {createTerminalScreen} from '../helpers/terminal-screen.js';
import {downloadOf, manyIds, running, storeOf, succeeded, taskIds, watchOf} from '../helpers/watches.js';

/** A terminal with a prompt on it, below which the progress of these tasks is drawn. */
const start = async (ids: readonly string[], {columns = 60, rows = 8} = {}) => {
	const screen = createTerminalScreen({columns, rows}, () => undefined);
	const size = {columns, rows};
	const store = storeOf(ids.map(id => watchOf(id, {answer: running})));
	// As the line discipline of a terminal does it.
	const write = (text: string): void => screen.write(text.replaceAll('\n', '\r\n'));
	write('shell> wait\n');
	const progress = createProgress({
		store,
		terminal: {write, size: () => size},
		glyphs: unicodeGlyphs,
		paint: createPainter('none'),
	});
	const lines = async () => {
		await screen.flushed();
		return screen
			.lines()
			.filter(line => line !== '')
			.map(line =>
				line
					.split(/ {2,}| (?=\d\w)/v)
					.slice(0, 2)
					.join(' '),
			);
	};

	await Promise.resolve();
	return {store, progress, write, lines, screen, size};
};

const settle = async (store: ReturnType<typeof storeOf>, id: string) => {
	const watches = new Map(store.getState().watches);
	watches.set(taskIds(id)[0] as never, watchOf(id, {answer: succeeded('https://m.test/1')}));
	store.setState({watches});
	await Promise.resolve();
};

test('each task has a line that is drawn anew in its place', async () => {
	const {store, lines, progress} = await start(['a', 'b']);
	assert.deepEqual(await lines(), ['shell> wait', '● running a', '● running b']);

	await settle(store, 'b');
	assert.deepEqual(await lines(), ['shell> wait', '● running a', '✓ done b']);

	progress.end(true);
	assert.deepEqual(await lines(), ['shell> wait', '● running a', '✓ done b']);
});

test('what else is written comes to stand above', async () => {
	const {lines, progress, write} = await start(['a']);

	progress.above(() => write('data 1\n'));
	progress.above(() => write('data 2\ndata 3\n'));
	await Promise.resolve();

	assert.deepEqual(await lines(), ['shell> wait', 'data 1', 'data 2', 'data 3', '● running a']);
});

test('what changes in one go is drawn once', async () => {
	const {store, screen} = await start(['a', 'b']);
	await screen.flushed();
	let drawnCount = 0;
	screen.onChange(() => drawnCount++);

	store.getState().tick(1000);
	store.getState().tick(2000);
	await settle(store, 'a');
	await screen.flushed();

	assert.equal(drawnCount, 1);
});

test('where there are more tasks than rows, those with something to do are shown, and the counts', async () => {
	const ids = manyIds(20);
	const {store, lines, screen} = await start(ids);
	for (const id of ids.slice(0, 18)) {
		await settle(store, id);
	}

	store.getState().restoreDownloads([downloadOf('task-1', {type: 'receiving', receivedBytes: 1})]);
	await Promise.resolve();

	assert.deepEqual(await lines(), [
		...['✓ done task-1', '● running task-18', '● running task-19', '✓ done task-0', '✓ done task-2', '✓ done task-3'],
		'2 running · 18 done',
	]);
	assert.equal(screen.lines().at(-1), '');
});

test('in a terminal that became narrower no line of before is left', async () => {
	const {store, lines, screen, size} = await start(['a', 'b'], {columns: 60, rows: 12});
	await screen.flushed();

	screen.resize({columns: 25, rows: 12});
	size.columns = 25;
	await settle(store, 'b');

	assert.deepEqual(
		(await lines()).slice(-2).map(line => line.slice(0, 3)),
		['● a', '✓ b'],
	);
	assert.equal((await lines()).filter(line => line.startsWith('●')).length, 1);
});

test('at the end nothing is left where nobody looks any more, and nothing is drawn after it', async () => {
	const {store, lines, progress} = await start(['a']);

	progress.end(false);
	await settle(store, 'a');

	assert.deepEqual(await lines(), ['shell> wait']);
});

test('after a stop it is drawn anew below what came meanwhile', async () => {
	const {store, lines, progress, write} = await start(['a']);
	write('Stopped\nshell> fg\n');

	progress.forget();
	await settle(store, 'a');

	assert.deepEqual(await lines(), ['shell> wait', '● running a', 'Stopped', 'shell> fg', '✓ done a']);
});
