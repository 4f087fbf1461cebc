import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {AppStore} from '../../source/store/app-store.js';
import {selectCursor} from '../../source/store/selectors.js';
import {frameLines} from '../helpers/frames.js';
import {renderApp} from '../helpers/render-app.js';
import {doneAnswer, downloadOf, savedAs, someWatch, storeOf, taskId, watchOf} from '../helpers/watches.js';

const up = '\u001B[A';
const down = '\u001B[B';
const pageDown = '\u001B[6~';
const end = '\u001B[F';
const escapeKey = '\u001B[27u';
const enter = '\r';
const [first, second] = ['cgt-20250702010712-aaaaa', 'cgt-20250702010712-bbbbb'];

const storeOfMany = (count: number): AppStore =>
	storeOf(Array.from({length: count}, (_, index) => watchOf(`task-${index + 1}`)));
const cursorOf = (store: AppStore): string | undefined => selectCursor(store.getState())?.id;
const listOf = (store: AppStore): readonly string[] => [...store.getState().watches.keys()];

test('the screen shows its frame, line for line', async () => {
	const store = storeOf([someWatch({answer: doneAnswer(), label: '红色的狐狸'}), watchOf('task-2')]);

	using app = await renderApp(store);

	assert.deepEqual(
		app.lines(),
		frameLines(store, 80, 24).map(line => line.trimEnd()),
	);
	assert.deepEqual(app.done, ['ready']);
});

test('the screen follows the store', async () => {
	const store = storeOf();
	using app = await renderApp(store);

	store.getState().watch([taskId('task-1')], 0);
	await app.settle();

	assert.match(app.lines()[2] ?? '', /^❯ \? asking +task-1 /);
});

test('the screen follows the size of the terminal', async () => {
	const store = storeOfMany(50);
	using app = await renderApp(store);

	await app.resize(50, 12);

	assert.deepEqual(
		app.lines(),
		frameLines(store, 50, 12).map(line => line.trimEnd()),
	);
});

test('keys that come in one chunk are all taken', async () => {
	const store = storeOfMany(5);
	using app = await renderApp(store);

	await app.press('jjj');

	assert.equal(cursorOf(store), 'task-4');
	assert.match(app.lines()[5] ?? '', /^❯ .*task-4/);
});

test('keys without a character move the cursor', async () => {
	const store = storeOfMany(50);
	using app = await renderApp(store);

	await app.press(down, down, up);
	const afterArrows = cursorOf(store);
	await app.press(pageDown);
	const afterPage = cursorOf(store);
	await app.press(end);

	assert.deepEqual([afterArrows, afterPage, cursorOf(store)], ['task-2', 'task-18', 'task-50']);
	assert.match(app.lines().join('\n'), /35-50 of 50/);
});

test('a paste adds its tasks and runs no keys', async () => {
	const store = storeOfMany(1);
	using app = await renderApp(store);

	await app.paste(`q x d ?\n${first}\n${second}\n`);

	assert.deepEqual(listOf(store), ['task-1', first, second]);
	assert.equal(app.isUp(), true);
	assert.equal(store.getState().panel, 'table');
	assert.match(app.lines().at(-2) ?? '', /^Added 2 tasks, 1 line not recognised\./);
	assert.match(app.lines()[3] ?? '', /^❯ .*aaaaa/);
});

test('a paste of nothing but key names does nothing but say so', async () => {
	const store = storeOfMany(1);
	using app = await renderApp(store);

	await app.paste('qxdq\u0003');

	assert.deepEqual(listOf(store), ['task-1']);
	assert.equal(app.isUp(), true);
	assert.match(app.lines().at(-2) ?? '', /^No task ID was recognised/);
});

test('q ends the program, and so does Ctrl-C', async () => {
	for (const key of ['q', '\u0003']) {
		using app = await renderApp(storeOfMany(1));

		await app.press(key);

		assert.equal(app.isUp(), false);
	}
});

test('Ctrl-Z stops the job and leaves the screen up', async () => {
	using app = await renderApp(storeOfMany(1));

	await app.press('\u001A');

	assert.deepEqual(app.done, ['ready', 'stop']);
	assert.equal(app.isUp(), true);
});

test('the box takes the keys, and Enter adds what is in it', async () => {
	const store = storeOf();
	using app = await renderApp(store);

	await app.press('a', 'q', 'x', '-', '1', '2', '\u007F', '3');
	const box = app.lines().at(-2);
	await app.press(enter);

	assert.match(box ?? '', /: qx-13█$/);
	assert.deepEqual(listOf(store), ['qx-13']);
	assert.equal(app.isUp(), true);
});

test('a paste goes into the open box', async () => {
	const store = storeOf();
	using app = await renderApp(store);

	await app.press('a');
	await app.paste(`${first}\n${second}`);
	const box = app.lines().at(-2);
	await app.press(enter);

	assert.match(box ?? '', new RegExp(`: ${first} ${second}█$`));
	assert.deepEqual(listOf(store), [first, second]);
});

test('Esc leaves the box', async () => {
	const store = storeOf();
	using app = await renderApp(store);

	await app.press('a', 'x', escapeKey);

	assert.equal(store.getState().panel, 'table');
	assert.deepEqual(listOf(store), []);
});

test('a label is set in a box', async () => {
	const store = storeOfMany(1);
	using app = await renderApp(store);

	await app.press('e', 'f', 'o', 'x', ' ', '1', enter);

	assert.match(app.lines()[2] ?? '', / fox 1 {2}task-1 /);
});

test('? shows the help until the next key', async () => {
	using app = await renderApp(storeOfMany(1));
	const before = app.lines();

	await app.press('?');
	const help = app.lines().join('\n');
	await app.press('x');

	assert.match(help, / \? +Show or leave this help/);
	assert.deepEqual(app.lines(), before);
});

test('Enter shows the details, where the cursor goes on moving', async () => {
	using app = await renderApp(storeOfMany(3));

	await app.press(enter);
	const firstRule = app.lines()[1];
	await app.press('j');
	const secondRule = app.lines()[1];
	await app.press(escapeKey);

	assert.match(firstRule ?? '', /^─── task-1 ─/);
	assert.match(secondRule ?? '', /^─── task-2 ─/);
	assert.match(app.lines()[1] ?? '', /STATUS/);
});

test('tasks are marked, taken off and put back', async () => {
	const store = storeOfMany(3);
	using app = await renderApp(store);

	await app.press(' ', ' ');
	const marked = app.lines().slice(2, 5);
	await app.press('x');
	const left = listOf(store);
	await app.press('u');

	assert.deepEqual(
		marked.map(line => line.slice(0, 2)),
		[' *', ' *', '❯ '],
	);
	assert.deepEqual(left, ['task-3']);
	assert.deepEqual(listOf(store), ['task-1', 'task-2', 'task-3']);
});

test('D saves all that is done and not saved', async () => {
	const [saved, ready] = ['task-1', 'task-2'].map(id => watchOf(id, {answer: doneAnswer()}));
	assert.ok(saved && ready);
	const store = storeOf([saved, ready], [downloadOf(saved.id, savedAs('/r/v.mp4', 1))]);
	using app = await renderApp(store);

	await app.press('D');

	assert.deepEqual(
		[...store.getState().downloads.values()].map(({key, state}) => `${key} ${state.type}`),
		['task-1 0 saved', 'task-2 0 queued'],
	);
	assert.match(app.lines()[3] ?? '', /↓ waiting for its turn/);
});

test('r asks about the task under the cursor now', async () => {
	using app = await renderApp(storeOfMany(3));

	await app.press('j', 'r');

	assert.deepEqual(app.done, ['ready', 'poll task-2']);
});

test('a key brings the clock of the screen up to date', async () => {
	const store = storeOfMany(1);
	using app = await renderApp(store, 65_000);

	await app.press('j');

	assert.equal(store.getState().now, 65_000);
	assert.match(app.lines()[2] ?? '', /~1m 5s/);
});

test('keys without a meaning change nothing', async () => {
	const store = storeOfMany(2);
	using app = await renderApp(store);
	const before = app.lines();

	await app.press('\u001BOP', '\u001B[15~', '\u001B[D', '\t', 'z', '\u001Bd', '\u001B[I');

	assert.deepEqual(app.lines(), before);
	assert.deepEqual(listOf(store), ['task-1', 'task-2']);
});
