import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readReply} from '../../source/providers/read-reply.js';
import type {Phase} from '../../source/task/task.js';
import {replyOf} from './answer-fixture.js';

const readPicture = (data: object) => readReply(replyOf({status: 200, data}));

const readSongs = (data: object) => readReply(replyOf({code: 'success', message: '', data}));

for (const [state, phase] of [
	[0, 'queued'],
	[1, 'succeeded'],
	[2, 'running'],
	[3, 'running'],
	[4, 'running'],
	[-1, 'failed'],
	[-8, 'failed'],
] as ReadonlyArray<readonly [number, Phase]>) {
	test(`state ${state} of a picture is ${phase}`, () => {
		const {answer, problem} = readPicture({state, progress: 10, image: ''});

		assert.equal(answer?.phase, phase);
		assert.equal(answer?.statusText, `state ${state}`);
		assert.equal(problem, undefined);
	});
}

test('a state of a picture that nobody knows is no success', () => {
	assert.deepEqual(readPicture({state: 9, image: 'https://a.example/p.png'}), {
		answer: {family: 'picwish', phase: 'unknown', statusText: 'state 9', outputs: []},
		problem: {state: 'bad_response', message: 'The service says “state 9”, a status that taskwatch does not know.'},
	});
});

test('the status 200 of a picture is that of HTTP, not of the task', () => {
	assert.equal(readPicture({state: 4, progress: 60}).answer?.phase, 'running');
	assert.equal(readPicture({state: 4, progress: 60}).answer?.progress, 60);
});

test('a number says why a picture failed where no sentence does', () => {
	assert.equal(readPicture({state: -5}).answer?.error, 'The image is too big.');
	assert.equal(readPicture({state: -1}).answer?.error, undefined);
});

test('a song that is still made has no output yet', () => {
	const {answer} = readSongs({
		status: 'IN_PROGRESS',
		progress: '50%',
		submit_time: 1_726_911_801,
		finish_time: 0,
		data: [{status: 'streaming', audio_url: 'https://a.example/stream'}],
	});

	assert.deepEqual(answer, {
		family: 'suno',
		phase: 'running',
		statusText: 'IN_PROGRESS',
		progress: 50,
		outputs: [],
		createdAt: 1_726_911_801_000,
	});
});

test('two songs are two outputs, without their covers', () => {
	const song = (id: string) => ({
		audio_url: `https://a.example/${id}.mp3`,
		video_url: `https://a.example/${id}.mp4`,
		image_url: `https://a.example/${id}.jpeg`,
	});

	assert.deepEqual(readSongs({status: 'SUCCESS', data: [song('1'), song('2')]}).answer?.outputs, [
		{kind: 'audio', place: {type: 'url', url: 'https://a.example/1.mp3'}},
		{kind: 'audio', place: {type: 'url', url: 'https://a.example/2.mp3'}},
	]);
});

test('the code “success” speaks of the question while the song fails', () => {
	const {answer} = readSongs({status: 'FAILURE', fail_reason: 'lyrics refused', progress: '100%', data: null});

	assert.deepEqual(answer, {
		family: 'suno',
		phase: 'failed',
		statusText: 'FAILURE',
		outputs: [],
		error: 'lyrics refused',
	});
});
