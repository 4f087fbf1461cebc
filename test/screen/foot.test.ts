import assert from 'node:assert/strict';
import {test} from 'node:test';
import {boxLine, footerLine, statusLine} from '../../source/screen/foot.js';
import type {AppStore} from '../../source/store/app-store.js';
import {press} from '../commands/press.js';
import {textOf, viewOf} from '../helpers/frames.js';
import {doneAnswer, noon, someWatch, storeOf} from '../helpers/watches.js';
import {storeOfFive} from './sample-screens.js';

const statusOf = (store: AppStore, columns: number, extent?: string): string =>
	textOf(statusLine(viewOf(store, columns), extent));
const footerOf = (store: AppStore, columns: number): string =>
	textOf(footerLine(viewOf(store, columns), false)).trimEnd();

const boxOf = (text: string, columns: number): string => {
	const store = storeOf();
	store.getState().openBox('add', text);
	return textOf(boxLine(viewOf(store, columns)));
};

test('the status line tells where results go while there is nothing else to tell', () => {
	assert.equal(statusOf(storeOf([someWatch()]), 40), 'Results go to ~/results                 ');
});

test('a trouble that concerns all stands there instead', () => {
	const store = storeOfFive();

	const [span] = statusLine(viewOf(store, 80), undefined);

	assert.match(span?.text ?? '', /^api\.example is out of reach/);
	assert.equal(span?.tone, 'trouble');
});

test('a notice stands before a trouble, and in its own tone', () => {
	const store = storeOfFive();
	store.getState().notify('Nothing to add.', 'bad');

	const [span] = statusLine(viewOf(store, 80), undefined);
	store.getState().tick(noon + 60_000);
	const [later] = statusLine(viewOf(store, 80), undefined);

	assert.deepEqual(span, {text: 'Nothing to add.', tone: 'bad'});
	assert.match(later?.text ?? '', /^api\.example/);
});

test('how many are marked and which rows are seen stands on the right', () => {
	const store = storeOfFive();
	store.getState().notify('Short.');

	press(store, 'space');

	assert.equal(statusOf(store, 40, '1-16 of 50'), 'Short.             1 marked · 1-16 of 50');
	assert.equal(statusOf(storeOf([someWatch()]), 40, '1-16 of 50'), 'Results go to ~/results       1-16 of 50');
});

test('the footer leaves out what has no room from its end, but never the help and the way out', () => {
	const store = storeOf([someWatch({answer: doneAnswer()})]);

	const footers = [120, 80, 50, 30, 20].map(columns => footerOf(store, columns));

	for (const footer of footers) {
		assert.match(footer, /\? help {2}q quit$/);
		assert.match(footers[0] ?? '', new RegExp(`^${footer.replace(/(?: {2})?\? help {2}q quit$/, '')}`));
	}

	assert.equal(footers.at(-1), '? help  q quit');
});

test('the footer of a box tells how to end it', () => {
	const store = storeOf([someWatch()]);

	press(store, 'a');

	assert.match(footerOf(store, 80), /^Enter \w+ {2}Esc \w+$/);
});

test('an empty box shows what it is for', () => {
	assert.match(boxOf('', 60), /^Add task IDs: █\S.*\S\s*$/);
});

test('a box shows its text with the cursor behind it', () => {
	assert.equal(boxOf('task-1', 30), 'Add task IDs: task-1█         ');
});

test('a text that is too long for its box is seen at its end', () => {
	assert.equal(boxOf('0123456789abcdefghij', 30), 'Add task IDs: …6789abcdefghij█');
	assert.equal(boxOf(`${'中'.repeat(9)}x`, 30), `Add task IDs: …${'中'.repeat(6)}x█ `);
});

test('a long text in wide characters is drawn at once', () => {
	const startedAt = performance.now();

	boxOf('中'.repeat(4000), 80);

	assert.ok(performance.now() - startedAt < 1000, 'It took more than a second.');
});
