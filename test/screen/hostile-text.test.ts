import assert from 'node:assert/strict';
import {test} from 'node:test';
import stringWidth from 'string-width';
import {addPasted} from '../../source/commands/paste.js';
import {pasteInBox} from '../../source/commands/text-box.js';
import {readReply} from '../../source/providers/read-reply.js';
import {frameOf} from '../../source/screen/frame.js';
import {createPainter} from '../../source/screen/paint.js';
import type {AppStore} from '../../source/store/app-store.js';
import {press} from '../commands/press.js';
import {textOf, viewOf} from '../helpers/frames.js';
import {noon, storeOf, taskId, watchOf} from '../helpers/watches.js';
import {answerNames, loadAnswer, rawReplyOf, replyOf} from '../providers/answer-fixture.js';

/** Clears the screen, writes to the clipboard, sets the title, reverses the text, breaks the line. */
const hostile = 'x\u001B[2J\u001B]52;c;eA==\u0007\u001B]0;t\u001B\\\u202E\u0000\r\n\t\u009B31m\u2028\u0085\u007Fy';

/** What a painter may write beside plain text. */
const allowed = /\u001B\[[\d;]+m|\u001B\]8;;(?:https?:\/\/[!-~]+)?\u0007/g;

const assertInert = (store: AppStore): void => {
	for (const panel of ['table', 'details'] as const) {
		store.getState().showPanel(panel);
		for (const [columns, rows] of [
			[120, 30],
			[50, 15],
		] as const) {
			const frame = frameOf(viewOf(store, columns), rows);

			assert.equal(frame.length, rows);
			for (const {line, isSelected = false} of frame) {
				const painted = createPainter('many')(line, {isSelected});
				assert.equal(stringWidth(textOf(line)), columns, JSON.stringify(line));
				assert.doesNotMatch(painted.replaceAll(allowed, ''), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
			}
		}
	}
};

/** The same value with something behind each of its texts, but for the words that say what it is. */
const spoil = (value: unknown, key = ''): unknown => {
	if (Array.isArray(value)) {
		return value.map(item => spoil(item, key));
	}

	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, spoil(item, name)]));
	}

	return typeof value === 'string' && !/status|state|object/i.test(key) ? value + hostile : value;
};

for (const name of answerNames) {
	test(`no text of an answer breaks the screen: ${name}`, () => {
		const fixture = loadAnswer(name);
		const spoiled =
			fixture.body === undefined
				? {...fixture, body_text: `${fixture.body_text}${hostile}`}
				: {...fixture, body: spoil(fixture.body)};
		const store = storeOf([watchOf('task-1')]);

		for (const reading of [readReply(rawReplyOf(fixture)), readReply(rawReplyOf(spoiled))]) {
			const report = {askedAt: noon, answeredAt: noon, failureCount: 0, isGivenUp: false};
			store.getState().pollsReported([{id: taskId('task-1'), reading, ...report}]);

			assertInert(store);
		}
	});
}

test('the service’s own words for a status and a problem are inert', () => {
	const bodies = [
		{status: `${hostile}done`},
		{state: 'failed', creations: [], err_code: hostile, message: hostile},
		{error: {message: hostile}},
		{base_resp: {status_code: 1004, status_msg: hostile}},
	];

	for (const body of bodies) {
		for (const httpStatus of [200, 401, 503]) {
			const {answer, problem} = readReply(replyOf(body, httpStatus));
			assertInert(
				storeOf([
					watchOf('task-1', {
						...(answer && {answer}),
						health: {...problem},
					}),
				]),
			);
		}
	}
});

test('only links of the web lead anywhere', () => {
	const urls = ['javascript:alert(1)', 'file:///etc/passwd', `https://a.example/${hostile}`, 'https://a.example/v.mp4'];
	const {answer} = readReply(replyOf({state: 'success', creations: urls.map(url => ({url}))}));
	assert.ok(answer);
	const store = storeOf([watchOf('task-1', {answer})]);

	press(store, 'enter');
	const links = frameOf(viewOf(store, 120), 30).flatMap(({line}) => line.flatMap(span => span.link ?? []));

	assert.ok(links.includes('https://a.example/v.mp4'));
	for (const each of links) {
		assert.match(each, /^https:\/\/a\.example\/[!-~]+$/);
	}
});

test('pasted IDs are inert', () => {
	const store = storeOf();

	addPasted(store, `cgt-20250702010712-qm644${hostile}\n${hostile}\u001B[31mtask_01k8abcdefgh\u001B[0m`);

	assert.ok(store.getState().watches.size > 0);
	assertInert(store);
});

test('labels are inert', () => {
	const store = storeOf([watchOf('task-1')]);

	press(store, 'e');
	pasteInBox(store, hostile);
	press(store, 'enter');

	assert.notEqual(store.getState().watches.get(taskId('task-1'))?.label, undefined);
	assertInert(store);
});

test('what stands in the open box is inert', () => {
	const store = storeOf([watchOf('task-1')]);

	press(store, 'a');
	pasteInBox(store, hostile);

	for (const {line} of frameOf(viewOf(store, 80), 24)) {
		assert.equal(stringWidth(textOf(line)), 80);
		assert.doesNotMatch(textOf(line), /[\p{Cc}\p{Cf}]/u);
	}
});
