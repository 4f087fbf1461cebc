import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createMeasurementsSlice, selectUnmeasured} from '../../source/store/measurements.js';
import type {Output} from '../../source/task/task.js';
import type {Watch} from '../../source/task/watch.js';
import {answerOf, doneAnswer, storeOf, taskId, video, watchOf} from '../helpers/watches.js';

const facts = {width: 1280, height: 720, durationSeconds: 5};

const start = (...watches: readonly Watch[]) => {
	const store = storeOf(watches);
	const {measured} = createMeasurementsSlice(store.setState, store.getState, store);
	return {store, measured, answers: () => [...store.getState().watches.values()].map(({answer}) => answer)};
};

test('what was measured becomes part of the answer, and the task is wanted no longer', () => {
	const {store, measured, answers} = start(watchOf('a', {answer: doneAnswer()}), watchOf('b', {answer: doneAnswer()}));

	measured([{id: taskId('a'), facts}]);

	assert.deepEqual(answers(), [doneAnswer({...facts, resolutionSource: 'media'}), doneAnswer()]);
	assert.deepEqual(
		selectUnmeasured(store.getState()).map(({id}) => id),
		['b'],
	);
});

test('a measurement of a task that is gone, or not done, changes nothing', () => {
	const {measured, answers} = start(watchOf('a', {answer: answerOf()}), watchOf('b'));

	measured([taskId('a'), taskId('b'), taskId('c')].map(id => ({id, facts})));

	assert.deepEqual(answers(), [answerOf(), undefined]);
});

test('no measurement is no change', () => {
	const {store, measured} = start(watchOf('a', {answer: doneAnswer()}));
	const before = store.getState();

	measured([]);

	assert.equal(store.getState(), before);
});

test('the first video or picture at hand of a task without a size is to be measured', () => {
	const sound: Output = {kind: 'audio', place: {type: 'url', url: 'https://media.example/a.mp3'}};
	const fileId: Output = {kind: 'video', place: {type: 'file', fileId: '7'}};
	const inline: Output = {kind: 'image', place: {type: 'inline', base64: 'AAAA'}};
	const film = video('https://media.example/v.mp4');
	const answers = {
		link: doneAnswer({outputs: [sound, film, inline]}),
		inline: doneAnswer({outputs: [fileId, inline]}),
		sound: doneAnswer({outputs: [sound]}),
		'not at hand': doneAnswer({outputs: [fileId]}),
		told: doneAnswer({outputs: [film], width: 1, height: 1, resolutionSource: 'answer'}),
		running: answerOf({outputs: [film]}),
		empty: doneAnswer({outputs: []}),
	};
	const {store} = start(...Object.entries(answers).map(([id, answer]) => watchOf(id, {answer})), watchOf('unasked'));

	assert.deepEqual(selectUnmeasured(store.getState()), [
		{id: 'link', output: film},
		{id: 'inline', output: inline},
	]);
});
