import assert from 'node:assert/strict';
import {test} from 'node:test';
import {diskError} from '../../source/platform/disk-error.js';
import {DownloadError} from '../../source/task/errors.js';

const systemError = (code: string): Error => Object.assign(new Error(`${code}: it failed`), {code});

test('a failure of the disk names the folder and what to do', () => {
	const sentences = ['ENOSPC', 'EACCES', 'EROFS', 'EIO'].map(code => diskError('/results', systemError(code)).message);

	assert.deepEqual(sentences, [
		'No space is left for /results; free some, then press d again',
		'/results may not be written to; allow it, or choose another folder with --output-dir',
		'/results is read-only; choose another folder with --output-dir',
		'Writing to /results failed: EIO: it failed',
	]);
});

test('a failure that is told already stays as it is', () => {
	const error = new DownloadError('content', 'no media');

	assert.equal(diskError('/results', error), error);
});
