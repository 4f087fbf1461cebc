import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type ListRequest, listContents, withRequest} from '../../source/task/list-request.js';
import {doneAnswer, downloadOf, running, savedAs, taskId, taskIds, watchOf} from '../helpers/watches.js';

const nothing: ListRequest = {added: [], labels: [], answers: [], dropped: [], downloads: [], events: []};

const a = watchOf('a', {label: 'rain', answer: running});
const b = watchOf('b');
const list = listContents([a, b], [downloadOf('a', savedAs('/r/a'))]);

test('a new task comes to the end of the list with all that is known of it', () => {
	const c = watchOf('c', {label: 'snow', profile: 'studio', answer: doneAnswer()});

	const {watches} = withRequest(list, {...nothing, added: [c]});

	assert.deepEqual([...watches.values()], [a, b, c]);
});

test('of a task that is known already only the label is taken over, and only where there is one', () => {
	const added = [watchOf('a', {addedAt: 9}), watchOf('b', {label: 'snow', profile: 'studio'})];

	const {watches} = withRequest(list, {...nothing, added});

	assert.equal(watches.get(a.id), a);
	assert.deepEqual(watches.get(b.id), {...b, label: 'snow'});
});

test('a label is changed, or taken off', () => {
	const labels = [{id: taskId('a')}, {id: taskId('b'), label: 'snow'}, {id: taskId('gone'), label: 'x'}];

	const {watches} = withRequest(list, {...nothing, labels});

	assert.deepEqual([...watches.values()], [watchOf('a', {answer: running}), watchOf('b', {label: 'snow'})]);
});

test('the end of a task is taken over where it is not known, and nothing less', () => {
	const ended = withRequest(list, {
		...nothing,
		answers: [
			{id: taskId('a'), answer: doneAnswer(), sawEndAt: 7},
			{id: taskId('b'), answer: running},
		],
	});

	assert.deepEqual([...ended.watches.values()], [{...a, answer: doneAnswer(), sawEndAt: 7}, b]);
	const again = withRequest(ended, {...nothing, answers: [{id: taskId('a'), answer: doneAnswer({model: 'other'})}]});
	assert.equal(again.watches.get(a.id), ended.watches.get(a.id));
});

test('a task is dropped, and what others say of it then is of no use', () => {
	const {watches, downloads} = withRequest(list, {
		...nothing,
		dropped: taskIds('b', 'gone'),
		labels: [{id: taskId('b'), label: 'snow'}],
		downloads: [downloadOf('b', savedAs('/r/b'))],
	});

	assert.deepEqual([...watches.values()], [a]);
	assert.deepEqual(downloads, list.downloads);
});

test('a finished download is noted, but never in the place of one that is saved', () => {
	const finished = [
		downloadOf('a', {type: 'failed', message: 'no space'}),
		downloadOf('a', savedAs('/r/a-2'), 1),
		downloadOf('b', savedAs('/r/b')),
	];

	const {downloads} = withRequest(list, {...nothing, downloads: finished});

	assert.deepEqual([...downloads.values()], [downloadOf('a', savedAs('/r/a')), finished[1], finished[2]]);
});
