import assert from 'node:assert/strict';
import {test} from 'node:test';
import {eventLine, taskLine} from '../../source/output/event-text.js';
import {summaryLines} from '../../source/output/summary.js';
import {tasksDocument} from '../../source/output/task-json.js';
import {readReply} from '../../source/providers/read-reply.js';
import {frameOf} from '../../source/screen/frame.js';
import {createPainter} from '../../source/screen/paint.js';
import {unicodeGlyphs} from '../../source/table/glyphs.js';
import type {Reading} from '../../source/task/reading.js';
import type {TaskId} from '../../source/task/task.js';
import {escapeCorpus, unsafe} from '../helpers/escape-corpus.js';
import {viewOf} from '../helpers/frames.js';
import {noon, storeOf, watchOf} from '../helpers/watches.js';
import {documentedAnswers} from '../providers/documented-answers.js';

/** What the painter itself writes beside text: tones, and links whose address is plain. */
const own = /\u001B\[[\d;]+m|\u001B\]8;;(?:https?:\/\/[!-~]+)?\u0007/g;

const paint = createPainter('many');

/** A JSON text with something behind each of its texts, but for those words that make it the answer that it is. */
const spoiled = (text: string, hostile: string): string =>
	text.replaceAll(/(?<key>"\w+"): ?"(?<value>[^"\\]*)"/gv, (whole: string, key: string, value: string) =>
		/status|state|object/i.test(key) ? whole : `${key}:${JSON.stringify(value + hostile)}`,
	);

const storeWith = (reading: Reading) => {
	const store = storeOf([watchOf('task-1')]);
	const report = {askedAt: noon, answeredAt: noon, failureCount: 0, isGivenUp: false};
	store.getState().pollsReported([{id: 'task-1' as TaskId, reading, ...report}]);
	return store;
};

/** Everything that is written of a list, with a screen and without. */
const shown = (reading: Reading): Readonly<Record<string, readonly string[]>> => {
	const store = storeWith(reading);
	const screens = (['table', 'details'] as const).flatMap(panel => {
		store.getState().showPanel(panel);
		return frameOf(viewOf(store, 200), 16).map(({line}) => paint(line));
	});
	const state = store.getState();
	const [watch = watchOf('none')] = state.watches.values();
	return {
		screen: screens,
		summary: summaryLines(state, 200, unicodeGlyphs).map(line => paint(line)),
		lines: [taskLine(watch, noon), ...(['phase', 'health'] as const).map(type => eventLine({type, watch}, noon) ?? '')],
		json: tasksDocument([watch], {downloads: state.downloads, now: noon, serviceOf: () => 'gptge'}).split('\n'),
	};
};

const findUnsafe = (text: string, raw: string, status: number): readonly string[] =>
	Object.entries(shown(readReply({httpStatus: status, text: raw}))).flatMap(([place, lines]) =>
		lines
			.filter(line => unsafe.test(line.replaceAll(own, '')))
			.map(line => `${place}, of ${JSON.stringify(text)}: ${JSON.stringify(line)}`),
	);

test('the corpus has hundreds of texts, each another one', () => {
	assert.ok(new Set(escapeCorpus).size >= 300);
	assert.equal(new Set(escapeCorpus).size, escapeCorpus.length);
});

test('no escape sequence, invisible mark or line break in a field of an answer gets onto the screen or into a line', () => {
	const raws = documentedAnswers.filter(({text}) => text.trimStart().startsWith('{'));

	const found = escapeCorpus.flatMap((hostile, index) => {
		const raw = raws[index % raws.length];
		assert.ok(raw);
		return findUnsafe(hostile, spoiled(raw.text, hostile), raw.httpStatus);
	});

	assert.deepEqual(found, []);
});

test('nor in the words for the state, the error, the model or the progress of a task', () => {
	const found = escapeCorpus.flatMap(text =>
		[
			{status: text, state: text, data: {status: text}, message: text},
			{state: 'failed', err_code: text, creations: [], id: text},
			{id: text, model: text, status: 'succeeded', content: {video_url: `https://a.example/${text}`}},
			{id: text, task_id: text, status: 'FAILURE', fail_reason: text, progress: text, action: text},
		].flatMap(body => findUnsafe(text, JSON.stringify(body), 200)),
	);

	assert.deepEqual(found, []);
});

test('nor in a refusal, whether it is JSON, a page or neither', () => {
	const statuses = [200, 401, 404, 429, 502];

	const found = escapeCorpus.flatMap((text, index) =>
		[JSON.stringify({error: {message: text, code: text}}), `<html>${text}`, text].flatMap(raw =>
			findUnsafe(text, raw, statuses[index % statuses.length] ?? 200),
		),
	);

	assert.deepEqual(found, []);
});
