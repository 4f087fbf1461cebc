import assert from 'node:assert/strict';
import {test} from 'node:test';
import {commands} from '../../source/commands/commands.js';
import {detailLines, ruleLine} from '../../source/screen/details-view.js';
import {maxHelpTop, tableRowCount} from '../../source/screen/frame.js';
import {headerLine} from '../../source/screen/header.js';
import {keyLabel} from '../../source/screen/help-view.js';
import type {AppStore} from '../../source/store/app-store.js';
import {pressOn} from '../commands/press.js';
import {frameLines, textOf, viewOf} from '../helpers/frames.js';
import {answerOf, doneAnswer, downloadOf, someWatch, storeOf, video, videoOutput} from '../helpers/watches.js';
import {storeOfFive} from './sample-screens.js';

const headerOf = (store: AppStore, columns: number): string => textOf(headerLine(viewOf(store, columns)));

const helpAfter = (columns: number, rows: number, ...keys: readonly string[]): readonly string[] => {
	const store = storeOfFive();
	pressOn({rowCount: tableRowCount(rows, columns), maxHelpTop: maxHelpTop(rows, columns)}, store, '?', ...keys);
	return frameLines(store, columns, rows);
};

test('the header names the service that is asked', () => {
	assert.equal(headerOf(storeOf(), 40), 'taskwatch  api.example                  ');
});

test('the header counts the tasks, briefly where there is little room', () => {
	const store = storeOfFive();

	assert.equal(headerOf(store, 70), 'taskwatch  api.example       1 running · 2 done · 1 failed · 1 unknown');
	assert.equal(headerOf(store, 56), 'taskwatch  ap… 1 running · 2 done · 1 failed · 1 unknown');
	assert.equal(headerOf(store, 50), 'taskwatch  api.example     1 run 2 done 1 fail 1 ?');
	assert.equal(headerOf(store, 25), '  1 run 2 done 1 fail 1 ?');
});

test('the header tells how far the downloads are together', () => {
	const watch = someWatch({answer: doneAnswer({outputs: [videoOutput, video('https://media.example/w.mp4')]})});
	const receiving = {type: 'receiving', receivedBytes: 500_000, totalBytes: 2_000_000} as const;
	const one = storeOf([watch], [downloadOf(watch.id, receiving)]);
	const two = storeOf([watch], [downloadOf(watch.id, receiving), downloadOf(watch.id, {type: 'queued'}, 1)]);
	const unknown = storeOf([watch], [downloadOf(watch.id, {type: 'receiving', receivedBytes: 5})]);

	assert.match(headerOf(one, 80), / 1 done {2}↓ 1 file 25%$/);
	assert.match(headerOf(two, 80), / 1 done {2}↓ 2 files 25%$/);
	assert.match(headerOf(unknown, 80), / 1 done {2}↓ 1 file$/);
});

test('the downloads of tasks that were taken off are not told', () => {
	const watch = someWatch({answer: doneAnswer()});

	assert.doesNotMatch(headerOf(storeOf([], [downloadOf(watch.id, {type: 'queued'})]), 80), /file/);
});

test('the help names each key of each command', () => {
	const help = helpAfter(120, 60).join('\n');

	for (const {keys, title} of commands) {
		assert.ok(help.includes(`  ${keys.map(keyLabel).join('  ')} `), title);
		assert.ok(help.includes(title), title);
	}
});

test('the help fits on a terminal of 80 columns and 24 rows', () => {
	const help = helpAfter(80, 24).join('\n');

	for (const {title} of commands) {
		assert.ok(help.includes(title), title);
	}
});

test('the help scrolls to its end and no further, and back at once', () => {
	const once = helpAfter(50, 15, 'down');
	const end = helpAfter(50, 15, ...Array.from({length: 20}, () => 'pagedown'));
	const back = helpAfter(50, 15, ...Array.from({length: 20}, () => 'pagedown'), 'up');

	assert.deepEqual(once.slice(1, 11), helpAfter(50, 15).slice(2, 12));
	assert.match(end.at(-4) ?? '', /Quit/);
	assert.match(end.at(-2) ?? '', /^ Paste task IDs at any time/);
	assert.deepEqual(back.slice(2, 13), end.slice(1, 12));
});

test('the help can be read on the smallest terminal', () => {
	const text = helpAfter(20, 200).slice(1, -2).join(' ').replaceAll(/\s+/g, ' ');

	for (const {title} of commands) {
		assert.ok(text.includes(title), title);
	}
});

test('the help offers more only where there is more', () => {
	assert.doesNotMatch(helpAfter(120, 40).at(-1) ?? '', /more/);
	assert.match(helpAfter(50, 15).at(-1) ?? '', /↓ more/);
});

test('keys are named as people know them', () => {
	assert.deepEqual(
		['up', 'down', 'pageup', 'pagedown', 'home', 'end', 'enter', 'esc', 'space', 'ctrl+c', 'd', 'D', '?'].map(keyLabel),
		['↑', '↓', 'PgUp', 'PgDn', 'Home', 'End', 'Enter', 'Esc', 'Space', 'Ctrl-C', 'd', 'D', '?'],
	);
});

test('an empty list says what to do, whom it asks and where results go', () => {
	const text = frameLines(storeOf(), 80, 24).join('\n').replaceAll(/\s+/g, ' ');

	for (const part of [
		'Nothing is watched yet.',
		'Paste task IDs',
		'api.example',
		'~/results',
		'taskwatch < list.txt',
	]) {
		assert.ok(text.includes(part), part);
	}
});

test('an empty list says how to add tasks on the smallest terminal too', () => {
	assert.match(frameLines(storeOf(), 20, 5).join('\n'), /paste|a add/i);
});

test('a rule names the task under the cursor, cut in its middle', () => {
	const store = storeOf([someWatch({label: 'red fox'})]);

	assert.equal(textOf(ruleLine(viewOf(store, 44))), '─── cgt-20250702010712-qm644  red fox ──────');
	assert.equal(textOf(ruleLine(viewOf(store, 24))), '─── cgt-2025…red fox ───');
});

test('long details are broken into lines where there is room, and each piece leads to the whole link', () => {
	const url = `https://media.example/${'x'.repeat(60)}.mp4`;
	const store = storeOf([someWatch({answer: doneAnswer({outputs: [video(url)]})})]);

	const result = detailLines(viewOf(store, 50), 20, true).slice(1, 4);

	assert.deepEqual(result.map(textOf), [
		`  result    https://media.example/${'x'.repeat(16)}`,
		`            ${'x'.repeat(38)}`,
		`            ${'x'.repeat(6)}.mp4`.padEnd(50),
	]);
	assert.deepEqual(
		result.flatMap(line => line.flatMap(({link}) => link ?? [])),
		[url, url, url],
	);
});

test('long details are cut where there is little room', () => {
	const answer = answerOf({phase: 'failed', error: 'The prompt was refused by the service, as it says.'});
	const store = storeOf([someWatch({answer})]);

	const lines = detailLines(viewOf(store, 50), 2, false);

	assert.deepEqual(lines.map(textOf), [
		'  status    ✗ failed                              ',
		'  reason    The prompt was refused by the service…',
	]);
});
