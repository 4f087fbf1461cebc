import {relatedNumber} from '../identifiers.js';
import {type AnswerContext, type AnswerMaker, epochSeconds, failureOf, stateOf} from './answer.js';

/**
The identifier of the file that a task made.
*/
export const fileIdOf = (taskId: string): string => relatedNumber(taskId, 'file');

/**
Hailuo, which is MiniMax version 1. The link is to be had with a second question.

@see https://gpt.morphogen.top/en/video/hailuo/query-results.html
@see https://platform.minimax.io/docs/api-reference/video-generation-query
*/
export const minimax: AnswerMaker = context => {
	const failure = failureOf(context);
	const [video] = context.results;

	return {
		task_id: context.task.id,
		status: stateOf(context, {
			created: 'Preparing',
			queued: 'Queueing',
			running: 'Processing',
			succeeded: 'Success',
			failed: 'Fail',
		}),
		...(video && {
			file_id: fileIdOf(context.task.id),
			video_width: video.file.width,
			video_height: video.file.height,
		}),
		base_resp: failure
			? {status_code: Number(failure.code), status_msg: failure.message}
			: {status_code: 0, status_msg: 'success'},
	};
};

/**
The answer to the second question, as text: its `file_id` is a number that may be too large for one of JavaScript's.

@see https://gpt.morphogen.top/en/video/hailuo/address.html
*/
export const minimaxFile = ({task, moment, results: [video]}: AnswerContext): string => {
	const fileId = fileIdOf(task.id);
	const body = JSON.stringify({
		file: {
			file_id: fileId,
			bytes: 0,
			created_at: epochSeconds(moment.settlesAt),
			filename: 'output.mp4',
			purpose: 'video_generation',
			download_url: video?.url ?? '',
		},
		base_resp: {status_code: 0, status_msg: 'success'},
	});
	return body.replace(`"file_id":"${fileId}"`, `"file_id":${fileId}`);
};
