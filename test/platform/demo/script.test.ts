import assert from 'node:assert/strict';
import test from 'node:test';
import {shapes} from '../../../source/platform/demo/answers/shapes.js';
import {momentOf} from '../../../source/platform/demo/moment.js';
import {moreTasksText} from '../../../source/platform/demo/more-tasks.js';
import {demoScript, moreTasksScript} from '../../../source/platform/demo/script.js';

const all = [...demoScript, ...moreTasksScript];

test('no two tasks have the same identifier', () => {
	assert.equal(new Set(all.map(({id}) => id)).size, all.length);
});

test('every task waits, runs and settles, in this order', () => {
	const disordered = all.filter(
		({createdAtSeconds, runsAtSeconds, settlesAtSeconds}) =>
			!(createdAtSeconds < runsAtSeconds && runsAtSeconds < settlesAtSeconds),
	);

	assert.deepEqual(disordered, []);
});

test('every documented shape has a task', () => {
	assert.deepEqual(new Set(demoScript.map(({shape}) => shape)), new Set(Object.keys(shapes)));
});

test('at the start some tasks are done, some run and some wait', () => {
	const stages = Object.groupBy(demoScript, task => momentOf(task, 0, 0, 1).stage);

	assert.deepEqual(Object.fromEntries(Object.entries(stages).map(([stage, tasks]) => [stage, tasks.length])), {
		settled: 2,
		running: 6,
		queued: 1,
		created: 3,
	});
});

test('the last task settles after 40 seconds, a task on demand within 8', () => {
	assert.equal(Math.max(...demoScript.map(({settlesAtSeconds}) => settlesAtSeconds)), 40);
	assert.equal(Math.max(...moreTasksScript.map(({settlesAtSeconds}) => settlesAtSeconds)), 8);
});

test('the messy text holds a log line, a JSON line, a command line and a table', () => {
	const text = moreTasksText('http://127.0.0.1:1');

	assert.equal(
		text,
		[
			'[worker-3] INFO  submitted model=MiniMax-Hailuo-02 task_id=401047179385389071 attempt=1',
			'{"task_id":"809954410076246016","model":"doubao-seedance-1-0-pro-250528"}',
			'curl -s http://127.0.0.1:1/task/14117763723766220093 -H "Authorization: Bearer $TOKEN"',
			'id,tool,note',
			'c0a5f1d2-88e4-4f3b-b6a9-5de07c41927e,cut-out,"second try, larger"',
			'',
		].join('\n'),
	);
});
