import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readStatus} from '../../source/providers/phase-words.js';
import type {Phase} from '../../source/task/task.js';

const words: Readonly<Record<Exclude<Phase, 'unknown'>, string>> = {
	queued:
		'Preparing Queueing queuing QUEUED IN_QUEUE in-queue PENDING submitted created waiting Staged starting NOT_START THROTTLED initializing assigned',
	running: 'Processing RUNNING in_progress in-progress IN_PROGRESS generating dreaming SUSPENDED MODAL',
	succeeded: 'Success SUCCESS succeeded SUCCEEDED succeed Completed complete done finished',
	failed: 'Fail Failed FAILURE fail error Request-Moderated content_moderated CREATE_TASK_FAILED GENERATE_MP4_FAILED',
	cancelled: 'cancelled canceled CANCELED CANCEL aborted interrupted',
	expired: 'expired EXPIRED timeout',
};

for (const [phase, spellings] of Object.entries(words)) {
	test(`every spelling of ${phase} is known`, () => {
		for (const statusText of spellings.split(' ')) {
			assert.deepEqual(readStatus(statusText), {phase, statusText});
		}
	});
}

test('spaces around and inside a word do not matter', () => {
	assert.deepEqual(readStatus(' In Progress\n'), {phase: 'running', statusText: 'In Progress'});
});

test('a word that nobody knows is shown, with a problem', () => {
	assert.deepEqual(readStatus('STAGED2'), {
		phase: 'unknown',
		statusText: 'STAGED2',
		problem: {state: 'bad_response', message: 'The service says “STAGED2”, a status that taskwatch does not know.'},
	});
});

test('ready is no word of all services, and neither are names that objects inherit', () => {
	for (const word of ['ready', 'unknown', 'constructor', '__proto__', 'toString']) {
		assert.equal(readStatus(word).phase, 'unknown');
	}
});

test('a status that is empty, a number or missing is none', () => {
	for (const word of ['', ' ', 200, null, undefined, {}]) {
		assert.deepEqual(readStatus(word), {
			phase: 'unknown',
			problem: {state: 'bad_response', message: 'The service’s answer names no status.'},
		});
	}
});
