import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createDiary} from '../../source/store/diary.js';
import type {TaskEvent} from '../../source/task/task-event.js';
import {taskId} from '../helpers/watches.js';

const added = (id: string, at: number): TaskEvent => ({id: taskId(id), at, type: 'added'});

test('what is not on the disk yet follows on what is', () => {
	const diary = createDiary(id => [added(id, 1)]);

	diary.add([added('a', 2), added('b', 3)]);

	assert.deepEqual(diary.of(taskId('a')), [added('a', 1), added('a', 2)]);
	assert.deepEqual(diary.unwritten(), [added('a', 2), added('b', 3)]);
});

test('what has come onto the disk is read from there alone', () => {
	const diary = createDiary(() => []);
	diary.add([added('a', 2)]);

	diary.written();

	assert.deepEqual(diary.of(taskId('a')), []);
	assert.deepEqual(diary.unwritten(), []);
});

test('where the disk cannot be read, what is not on it is told all the same', () => {
	const diary = createDiary(() => {
		throw new Error('disk I/O error');
	});

	diary.add([added('a', 2)]);

	assert.deepEqual(diary.of(taskId('a')), [added('a', 2)]);
});

test('the last fifty of a task are told, and the last ten thousand of all wait for the disk', () => {
	const diary = createDiary(id => [added(id, -1)]);

	for (let at = 0; at < 10_100; at += 100) {
		diary.add(Array.from({length: 100}, (_, n) => added(n === 0 ? 'a' : 'b', at + n)));
	}

	assert.deepEqual(
		diary.of(taskId('b')).map(({at}) => at),
		Array.from({length: 50}, (_, n) => 10_050 + n),
	);
	assert.equal(diary.unwritten().length, 10_000);
	assert.equal(diary.unwritten()[0]?.at, 100);
});
