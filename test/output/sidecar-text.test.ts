import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sidecarText} from '../../source/output/sidecar-text.js';
import type {Watch} from '../../source/task/watch.js';
import {doneAnswer, noon, videoOutput, watchOf} from '../helpers/watches.js';

const textOf = (watch: Watch): string =>
	sidecarText(watch, {
		service: 'gptge',
		output: videoOutput,
		outputIndex: 1,
		file: {bytes: 4096, sha256: 'abc'},
		savedAt: noon,
	});

test('it tells the task, who was asked, and what came', () => {
	const watch = watchOf('817971131377016832', {
		profile: 'work',
		label: 'harbour',
		addedAt: noon - 60_000,
		answer: doneAnswer({
			family: 'vidu',
			model: 'viduq2',
			statusText: 'success',
			width: 1280,
			height: 720,
			durationSeconds: 5.04,
			createdAt: noon - 90_000,
			finishedAt: noon - 10_000,
		}),
	});

	assert.deepEqual(JSON.parse(textOf(watch)), {
		v: 1,
		id: '817971131377016832',
		provider: 'gptge',
		profile: 'work',
		label: 'harbour',
		model: 'viduq2',
		family: 'vidu',
		statusText: 'success',
		createdAt: '2030-01-01T11:58:30.000Z',
		finishedAt: '2030-01-01T11:59:50.000Z',
		firstSeenAt: '2030-01-01T11:59:00.000Z',
		savedAt: '2030-01-01T12:00:00.000Z',
		output: {index: 1, kind: 'video', width: 1280, height: 720, durationSeconds: 5.04, bytes: 4096, sha256: 'abc'},
	});
});

test('what the service does not tell is null', () => {
	const {label, model, statusText, createdAt, finishedAt, output} = JSON.parse(
		textOf(watchOf('a', {answer: doneAnswer()})),
	);

	assert.deepEqual(
		[label, model, statusText, createdAt, finishedAt, output.width, output.height, output.durationSeconds],
		Array.from({length: 8}, () => null),
	);
});

test('no link gets into it, wherever the service puts one', () => {
	const link = 'https://media.example/v.mp4?Signature=secret';
	const answer = doneAnswer({model: link, statusText: `done: ${link}`, error: link, body: link});

	assert.doesNotMatch(textOf(watchOf('a', {answer})), /:\/\/|Signature|secret/);
});
