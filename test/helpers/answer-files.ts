import {createAnswerFiles} from '../../source/platform/answer-files.js';
import {type AnswerFolder, createPassingAnswerFolder} from '../../source/platform/answer-folder.js';
import {DownloadError} from '../../source/task/errors.js';
import type {Cleanup} from './cleanup.js';

/**
A folder for the files that answers hold, which goes with the test.
*/
export const answerFolderFor = (context: Cleanup): AnswerFolder => {
	const folder = createPassingAnswerFolder(undefined, Date.now);
	context.after(async () => folder.close());
	return folder;
};

/**
For where no answer holds a file that is long.
*/
export const noAnswerFiles = createAnswerFiles({
	path() {
		throw new DownloadError('disk', 'No answer was to hold a long file.');
	},
});
