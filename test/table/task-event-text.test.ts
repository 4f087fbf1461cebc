import assert from 'node:assert/strict';
import {test} from 'node:test';
import {taskEventSpan} from '../../source/table/task-event-text.js';
import {noon, taskId} from '../helpers/watches.js';

const a = {id: taskId('a'), at: noon} as const;

test('each event is told in words, in the tone of its kind', () => {
	const spans = [
		{...a, type: 'added'},
		{...a, type: 'phase', phase: 'succeeded'},
		{...a, type: 'phase', phase: 'failed', error: 'The prompt was refused.'},
		{...a, type: 'health', state: 'offline', message: 'api.example is out of reach.'},
		{...a, type: 'health', state: 'ok'},
		{...a, type: 'health', state: 'not_found', message: 'The service does not know it.', isGivenUp: true},
		{...a, type: 'saved', path: '/r/a.mp4', bytes: 8_440_000},
		{...a, type: 'download_failed', message: 'no space'},
	] as const;

	assert.deepEqual(spans.map(taskEventSpan), [
		{text: 'put on the list'},
		{text: 'done', tone: 'good'},
		{text: 'failed: The prompt was refused.', tone: 'bad'},
		{text: 'api.example is out of reach.', tone: 'trouble'},
		{text: 'answers again', tone: 'plain'},
		{text: 'given up: The service does not know it.', tone: 'trouble'},
		{text: 'saved /r/a.mp4 (8.4 MB)', tone: 'good'},
		{text: 'not saved: no space', tone: 'bad'},
	]);
});
