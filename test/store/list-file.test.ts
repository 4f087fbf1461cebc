import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {AppState} from '../../source/store/app-store.js';
import {atNextStart, createChangeFinder} from '../../source/store/list-file.js';
import {fileKey} from '../../source/task/download.js';
import {
	downloadOf,
	problem,
	reportOf,
	running,
	savedAs,
	storeOf,
	succeeded,
	taskId,
	taskIds,
	watchOf,
} from '../helpers/watches.js';

/** A store whose list, as it was at first, is on the disk already. */
const setUp = (...[watches, downloads]: Parameters<typeof storeOf>) => {
	const findChange = createChangeFinder();
	const store = storeOf(watches, downloads);
	findChange(storeOf([]).getState(), store.getState());

	/** What has to be written after a change, with rows as `id@position`. */
	const written = (change: (state: AppState) => void) => {
		const before = store.getState();
		change(before);
		const found = findChange(before, store.getState());
		return (
			found && {
				put: found.put.map(({watch, position}) => `${watch.id}@${position}`),
				drop: found.drop,
				downloads: found.downloads.map(({key, state}) => `${key} ${state.type}`),
			}
		);
	};

	return {store, written};
};

const abc = [watchOf('a'), watchOf('b'), watchOf('c')];

test('a task that is added costs one row, behind the others', () => {
	const {written} = setUp(abc);

	assert.deepEqual(
		written(state => state.watch(taskIds('d'), 0)),
		{put: ['d@3'], drop: [], downloads: []},
	);
});

test('a new answer, a label and giving up cost the row of the task', () => {
	const {written} = setUp(abc);

	for (const change of [
		(state: AppState) => state.pollsReported([reportOf('b', {answer: running})]),
		(state: AppState) => state.label(taskId('b'), 'rain'),
		(state: AppState) => state.pollsReported([reportOf('b', problem('not_found'), {isGivenUp: true})]),
	]) {
		assert.deepEqual(written(change), {put: ['b@1'], drop: [], downloads: []});
	}
});

test('how the asking goes, marks and the time are not written', () => {
	const {written} = setUp([watchOf('a', {answer: running})]);

	for (const change of [
		(state: AppState) => state.pollsReported([reportOf('a', problem('gateway'))]),
		(state: AppState) => state.pollsReported([reportOf('a', {answer: {...running}})]),
		(state: AppState) => state.askAgain(taskIds('a')),
		(state: AppState) => state.toggleMarks(taskIds('a')),
		(state: AppState) => state.tick(1000),
	]) {
		assert.equal(written(change), undefined);
	}
});

test('a task that is removed is dropped, and the others keep their rows', () => {
	const {written} = setUp(abc);

	assert.deepEqual(
		written(state => state.removeWatches(taskIds('b'))),
		{put: [], drop: ['b'], downloads: []},
	);
});

test('a task that comes back comes back to its place, and costs one row', () => {
	const {written} = setUp(abc);

	for (const id of ['a', 'b', 'c']) {
		written(state => state.removeWatches(taskIds(id)));
		assert.deepEqual(
			written(state => state.undo()),
			{put: [`${id}@${abc.findIndex(watch => watch.id === id)}`], drop: [], downloads: []},
		);
	}
});

test('where there is no room between two places, those behind move on', () => {
	const {written} = setUp([watchOf('b'), watchOf('c')]);

	const change = written(state => {
		state.restore([watchOf('a')]);
		state.removeWatches(taskIds('b', 'c'));
		state.restore([watchOf('b'), watchOf('c')]);
	});

	assert.deepEqual(change, {put: ['a@0', 'b@1', 'c@2'], drop: [], downloads: []});
});

test('files that are saved or failed are written, and how far one is that is under way is not', () => {
	const {written} = setUp(
		[watchOf('a', {answer: succeeded('one', 'two')})],
		[downloadOf('a', {type: 'queued'}, 0), downloadOf('a', {type: 'queued'}, 1)],
	);
	const report = (outputIndex: number, state: Parameters<typeof downloadOf>[1]) => (app: AppState) =>
		app.downloadsReported([{key: fileKey(taskId('a'), outputIndex), state}]);

	assert.equal(written(report(0, {type: 'receiving', receivedBytes: 1})), undefined);
	assert.deepEqual(written(report(0, savedAs('/r/one'))), {put: [], drop: [], downloads: ['a 0 saved']});
	assert.deepEqual(written(report(1, {type: 'failed', message: 'no'})), {put: [], drop: [], downloads: ['a 1 failed']});
});

test('with a task that comes back come back its downloads, those under way as begun anew', () => {
	const {written} = setUp(
		[watchOf('a', {answer: succeeded('one', 'two')})],
		[downloadOf('a', savedAs('/r/one'), 0), downloadOf('a', {type: 'queued'}, 1)],
	);

	written(state => state.removeWatches(taskIds('a')));

	assert.deepEqual(
		written(state => state.undo()),
		{put: ['a@0'], drop: [], downloads: ['a 0 saved', 'a 1 queued']},
	);
});

test('a download is written once when it is asked for, and once more when it is asked for again', () => {
	const {written} = setUp([watchOf('a', {answer: succeeded('one')})]);
	const queued = {put: [], drop: [], downloads: ['a 0 queued']};
	const report = (state: Parameters<typeof downloadOf>[1]) =>
		written(app => app.downloadsReported([{key: fileKey(taskId('a'), 0), state}]));

	assert.deepEqual(
		written(state => state.download(taskIds('a'))),
		queued,
	);
	assert.equal(report({type: 'receiving', receivedBytes: 1}), undefined);
	assert.equal(report({type: 'waiting', until: 1, message: 'lost'}), undefined);
	report({type: 'failed', message: 'lost', mayPass: true});
	assert.deepEqual(
		written(state => state.download(taskIds('a'))),
		queued,
	);
});

test('what failed for a reason that may pass is queued at the next start, and the rest is as it was', () => {
	const lost = downloadOf('a', {type: 'failed', message: 'lost', mayPass: true});
	const others = [
		downloadOf('b', {type: 'failed', message: 'no media'}),
		downloadOf('c', savedAs('/r/c')),
		downloadOf('d', {type: 'queued'}),
	];

	assert.deepEqual(atNextStart(lost), downloadOf('a', {type: 'queued'}));
	assert.deepEqual(others.map(atNextStart), others);
});

test('a file of a task that is gone is not written', () => {
	const {written} = setUp([], [downloadOf('a', {type: 'queued'})]);

	assert.equal(
		written(state => state.downloadsReported([{key: fileKey(taskId('a'), 0), state: savedAs('/r/one')}])),
		undefined,
	);
});
