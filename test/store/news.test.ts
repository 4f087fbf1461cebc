import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ListEvent} from '../../source/store/events.js';
import {newsOf} from '../../source/store/news.js';
import type {DownloadState} from '../../source/task/download.js';
import type {Watch} from '../../source/task/watch.js';
import {downloadOf, running, savedAs, succeeded, watchOf} from '../helpers/watches.js';

const done = (id: string, watch: Partial<Watch> = {}): ListEvent => ({
	type: 'phase',
	watch: watchOf(id, {answer: succeeded(), sawEndAt: 5, ...watch}),
});

const failed = (id: string, error?: string): ListEvent =>
	done(id, {answer: {...running, phase: 'failed', ...(error !== undefined && {error})}});

const file = (type: 'saved' | 'download_failed', state: DownloadState): ListEvent => ({
	type,
	watch: watchOf('a', {label: 'rain'}),
	download: downloadOf('a', state),
});

test('the end of one task is told by its label, else by its identifier', () => {
	assert.deepEqual(newsOf([done('a', {label: 'rain'})]), {text: 'rain is done.', tone: 'good'});
	assert.deepEqual(newsOf([done('a')]), {text: 'a is done.', tone: 'good'});
});

test('a task that failed is told with the reason, as far as there is one', () => {
	assert.deepEqual(newsOf([failed('a', 'The picture is too small')]), {
		text: 'a ended: The picture is too small',
		tone: 'bad',
	});
	assert.deepEqual(newsOf([failed('a')]), {text: 'a ended: failed', tone: 'bad'});
});

test('several ends are told as a sum', () => {
	assert.deepEqual(newsOf([done('a'), failed('b'), done('c')]), {
		text: '3 tasks ended: 2 done, 1 failed.',
		tone: 'bad',
	});
	assert.deepEqual(newsOf([done('a'), done('c')]), {text: '2 tasks ended: 2 done, 0 failed.', tone: 'good'});
});

test('a task that was over when we first asked is no news, nor is one that goes on', () => {
	assert.equal(newsOf([{type: 'phase', watch: watchOf('a', {answer: succeeded()})}]), undefined);
	assert.equal(newsOf([{type: 'phase', watch: watchOf('a', {answer: running})}]), undefined);
	assert.equal(newsOf([]), undefined);
});

test('saved files are told by name, or by number', () => {
	const one = file('saved', savedAs('/home/me/ark-a-1.mp4'));

	assert.deepEqual(newsOf([one]), {text: 'Saved ark-a-1.mp4.', tone: 'good'});
	assert.deepEqual(newsOf([one, one]), {text: 'Saved 2 files.', tone: 'good'});
});

test('a file that could not be saved is told before all else', () => {
	const news = newsOf([
		done('b'),
		file('saved', savedAs('/r/x')),
		file('download_failed', {type: 'failed', message: 'No space is left'}),
	]);

	assert.deepEqual(news, {text: 'rain was not saved: No space is left', tone: 'bad'});
});

test('a file that is saved with something amiss is told with that', () => {
	const amiss: DownloadState = {type: 'saved', path: '/r/a.mp4', bytes: 1, sha256: '', warning: 'No space.'};

	assert.deepEqual(newsOf([file('saved', savedAs('/r/x')), file('saved', amiss)]), {
		text: 'Saved 2 files. No space.',
		tone: 'bad',
	});
});
