import {chinaTime, relatedUuid} from '../identifiers.js';
import {clipSeconds} from '../media/clips.js';
import {type AnswerMaker, failureOf, stateOf} from './answer.js';

/** How long after the submission a task is scheduled. */
const schedulingMs = 39;

/**
Bailian, which is Alibaba's DashScope.

@see https://gpt.morphogen.top/en/video/bailian/query-results.html
@see https://www.alibabacloud.com/help/en/model-studio/manage-asynchronous-tasks
*/
export const bailian: AnswerMaker = context => {
	const {task, moment, results} = context;
	const [video] = results;
	const failure = failureOf(context);
	const isScheduled = moment.stage === 'running' || moment.stage === 'settled';

	return {
		...(video && {
			usage: {
				video_count: 1,
				video_ratio: `${video.file.width}*${video.file.height}`,
				video_duration: clipSeconds,
			},
		}),
		output: {
			task_id: task.id,
			task_status: stateOf(context, {
				created: 'PENDING',
				queued: 'PENDING',
				running: 'RUNNING',
				succeeded: 'SUCCEEDED',
				failed: 'FAILED',
			}),
			submit_time: chinaTime(moment.createdAt),
			...(isScheduled && {scheduled_time: chinaTime(moment.createdAt + schedulingMs)}),
			...(moment.stage === 'settled' && {end_time: chinaTime(moment.settlesAt)}),
			...(video && {video_url: video.url, orig_prompt: task.prompt, actual_prompt: task.prompt}),
			...(failure && {code: failure.code, message: failure.message}),
		},
		request_id: relatedUuid(`${task.id} ${moment.now}`),
	};
};
