import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ListChange, ListFile} from '../../source/store/list-file.js';
import {visitList} from '../../source/subcommands/list-visit.js';
import {downloadOf, running, savedAs, succeeded, taskId, watchOf} from '../helpers/watches.js';
import {createListFile} from '../session-rig.js';

const listed = watchOf('listed', {answer: running});
const done = watchOf('listed', {answer: succeeded('https://m.test/1')});
const saved = downloadOf('listed', savedAs('/results/1.mp4'));

const visit = (trouble?: Error) => {
	const changes: ListChange[] = [];
	const file = createListFile([], {watches: [watchOf('other'), listed], downloads: [saved]});
	const list: ListFile = {
		...file,
		save(change) {
			if (trouble) {
				throw trouble;
			}

			changes.push(change);
		},
	};
	return {...visitList('/state', () => list), changes};
};

test('the tasks of the list are known, and what was saved of them', () => {
	const {watches, downloads, damage} = visit();

	assert.deepEqual([[...watches.keys()], watches.get(taskId('listed'))], [['other', 'listed'], listed]);
	assert.deepEqual([downloads, damage], [[saved], undefined]);
});

test('what happened to a task of the list is written down, and no other task comes onto it', () => {
	const {record, changes, close} = visit();

	record([
		{type: 'phase', watch: done},
		{type: 'saved', watch: done, download: saved},
		{type: 'phase', watch: watchOf('stranger', {answer: running})},
		{type: 'saved', watch: watchOf('stranger'), download: downloadOf('stranger', savedAs('/results/2.mp4'))},
	]);
	record([
		{type: 'added', watch: watchOf('stranger')},
		{type: 'health', watch: listed},
	]);

	assert.deepEqual(changes, [{put: [{watch: done, position: 1}], drop: [], downloads: [saved]}]);
	assert.equal(close(), undefined);
});

test('why something could not be written down is told at the end', () => {
	const {record, close} = visit(new Error('disk full'));

	record([{type: 'saved', watch: done, download: saved}]);

	assert.equal(close(), 'disk full');
});
