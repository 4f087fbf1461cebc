import assert from 'node:assert/strict';
import {test} from 'node:test';
import {diskError} from '../../source/platform/disk-error.js';
import {BlockedError, DownloadError} from '../../source/task/errors.js';

const systemError = (code: string): Error => Object.assign(new Error(`${code}: it failed`), {code});

/** What is told of a failure, and what stands in the way for how long. */
const toldOf = (code: string) => {
	const error = diskError('/results', systemError(code));
	return [error instanceof BlockedError ? error.obstacle : error.failure, error.message];
};

test('a failure that somebody can see to names the folder and what to do, and may pass', () => {
	assert.deepEqual(['ENOSPC', 'EDQUOT', 'ENOENT', 'EACCES', 'EROFS', 'ENOTDIR', 'EIO'].map(toldOf), [
		['space', 'No space is left for /results; free some'],
		['space', 'Your quota for /results is used up; free some space'],
		['gone', '/results is no longer there; put it back, or choose another folder with --output-dir'],
		['folder', '/results may not be written to; allow it, or choose another folder with --output-dir'],
		['folder', '/results is read-only; make it writable, or choose another folder with --output-dir'],
		['folder', '/results is not a folder; choose another folder with --output-dir'],
		['folder', 'Writing to /results failed: EIO: it failed'],
	]);
});

test('a failure that no waiting helps is final', () => {
	assert.deepEqual(['EFBIG', 'ENAMETOOLONG', 'ERR_INVALID_ARG_TYPE'].map(toldOf), [
		['disk', 'The file is larger than files in /results may be; choose another folder with --output-dir'],
		['disk', "The file's name is too long for /results; choose another folder with --output-dir"],
		['disk', 'Writing to /results failed: ERR_INVALID_ARG_TYPE: it failed'],
	]);
});

test('too many open files are no failure of the disk, and pass by themselves', () => {
	assert.deepEqual(['EMFILE', 'ENFILE'].map(toldOf), [
		[
			'transient',
			'Nothing can be written to /results: too many files and connections are open; raise “ulimit -n”, or lower --concurrency',
		],
		['transient', 'Too much is under way on this machine to write to /results'],
	]);
});

test('a failure that is told already stays as it is', () => {
	const error = new DownloadError('content', 'no media');

	assert.equal(diskError('/results', error), error);
});
