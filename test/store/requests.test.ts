import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ListRequest} from '../../source/task/list-request.js';
import {downloadOf, savedAs, storeOf, taskId, taskIds, watchOf} from '../helpers/watches.js';

const request = (parts: Partial<ListRequest>): ListRequest => ({
	added: [],
	labels: [],
	answers: [],
	dropped: [],
	downloads: [],
	events: [],
	...parts,
});

const pending = (...requests: readonly ListRequest[]) => ({requests, last: requests.length, brokenCount: 0});

const idsIn = (store: ReturnType<typeof storeOf>): string => [...store.getState().watches.keys()].join(' ');

test('what another program adds is told, leaves the cursor where it is, and can be undone', () => {
	const store = storeOf([watchOf('a')]);
	store.getState().moveTo(taskId('a'), 0);

	store.getState().takeIn(pending(request({added: [watchOf('b')]}), request({added: [watchOf('c'), watchOf('a')]})));

	assert.equal(idsIn(store), 'a b c');
	assert.equal(store.getState().cursorId, 'a');
	assert.equal(store.getState().takenRequests, 2);
	assert.equal(store.getState().notice?.text, 'Another program added 2 tasks. Press u to undo.');
	store.getState().undo();
	assert.equal(idsIn(store), 'a');
});

test('what another program takes off comes back to its place with an undo, and the cursor goes on to the next', () => {
	const store = storeOf(['a', 'b', 'c'].map(id => watchOf(id)));
	store.getState().moveTo(taskId('b'), 0);
	store.getState().toggleMarks(taskIds('a', 'b'));

	store.getState().takeIn(pending(request({dropped: taskIds('b')})));

	assert.equal(idsIn(store), 'a c');
	assert.equal(store.getState().cursorId, 'c');
	assert.deepEqual([...store.getState().marks], ['a']);
	assert.equal(store.getState().notice?.text, 'Another program took 1 task off the list. Press u to undo.');
	store.getState().undo();
	assert.equal(idsIn(store), 'a b c');
});

test('labels and files of another program are taken over', () => {
	const store = storeOf([watchOf('a'), watchOf('b')]);

	store
		.getState()
		.takeIn(
			pending(
				request({labels: [{id: taskId('a'), label: 'rain'}], downloads: [downloadOf('b', savedAs('/r/b'))]}),
				request({added: [watchOf('c')], dropped: taskIds('b')}),
			),
		);

	assert.deepEqual([...store.getState().watches.values()], [watchOf('a', {label: 'rain'}), watchOf('c')]);
	assert.equal(
		store.getState().notice?.text,
		'Another program added 1 task and took 1 task off the list and changed 1 label. Press u to undo.',
	);
});

test('what changes nothing that can be seen is not told', () => {
	const store = storeOf([watchOf('a')]);

	store.getState().takeIn(pending(request({added: [watchOf('a')]})));

	assert.equal(store.getState().notice, undefined);
	assert.deepEqual(store.getState().changes, []);
	assert.equal(store.getState().takenRequests, 1);
});
