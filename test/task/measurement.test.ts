import assert from 'node:assert/strict';
import {test} from 'node:test';
import {withEarlierMeasurement, withMeasurement} from '../../source/task/measurement.js';
import {answerOf, doneAnswer} from '../helpers/watches.js';

const facts = {width: 1280, height: 720, durationSeconds: 5.04};

test('what an answer does not tell is filled in, with its source', () => {
	assert.deepEqual(withMeasurement(doneAnswer(), facts), doneAnswer({...facts, resolutionSource: 'media'}));
});

test('what an answer tells itself stays', () => {
	const size = {width: 1920, height: 1080, resolutionSource: 'answer'} as const;

	assert.deepEqual(withMeasurement(doneAnswer(size), facts), doneAnswer({...size, durationSeconds: 5.04}));
	assert.deepEqual(
		withMeasurement(doneAnswer({durationSeconds: 5}), facts),
		doneAnswer({durationSeconds: 5, width: 1280, height: 720, resolutionSource: 'media'}),
	);
});

test('without a whole size none is filled in', () => {
	assert.deepEqual(withMeasurement(doneAnswer(), {width: 1280}), doneAnswer());
});

test('the answer before hands on what was measured for it, word for word', () => {
	const before = withMeasurement(doneAnswer(), facts);

	const after = withEarlierMeasurement(before, doneAnswer());

	assert.equal(JSON.stringify(after), JSON.stringify(before));
});

test('nothing is handed on that was not measured, or to a task that is no longer done', () => {
	const told = doneAnswer({width: 1280, height: 720, resolutionSource: 'answer'});
	const measured = withMeasurement(doneAnswer(), facts);

	assert.deepEqual(withEarlierMeasurement(told, doneAnswer()), doneAnswer());
	assert.deepEqual(withEarlierMeasurement(measured, answerOf()), answerOf());
	assert.deepEqual(withEarlierMeasurement(undefined, doneAnswer()), doneAnswer());
});
