import type {RawReply} from '../../source/providers/read-reply.js';
import {answerNames, loadAnswer, rawReplyOf, replyOf} from './answer-fixture.js';

const task = {id: '1', status: 'COMPLETED', request_id: 'r'};

/**
Documented answers that are not among the fixtures, so that every family has some.
*/
const more: readonly RawReply[] = [
	replyOf({detail: [{loc: ['body', 'prompt'], msg: 'blocked', type: 'content_policy_violation'}]}, 422),
	replyOf({code: 501, msg: 'Generation failed', data: null}),
	replyOf({code: 429, message: 'slow down', data: null}),
	replyOf({...task, error: 'no', status_url: 'https://queue.fal.run/a/b/requests/1/status'}),
	replyOf({id: '1', status: 'Task not found', result: null}),
	replyOf({id: '1', status: 'SUCCEEDED', createdAt: '2024-06-27T19:49:32.334Z', output: ['https://a.example/v.mp4']}),
	replyOf({id: '1', status: 'completed', video_url: 'https://a.example/v.mp4', status_update_time: 1_750_323_167_003}),
	replyOf({code: 0, message: 'SUCCEED', data: []}),
	replyOf({
		id: '1',
		action: 'IMAGINE',
		status: 'SUCCESS',
		submitTime: 1_735_689_600_000,
		imageUrls: [{url: 'https://a.example/1.png'}],
	}),
	replyOf({
		name: 'operations/1',
		done: true,
		response: {generateVideoResponse: {raiMediaFilteredCount: 1, raiMediaFilteredReasons: ['no']}},
	}),
];

export const documentedAnswers: readonly RawReply[] = [
	...answerNames.map(name => rawReplyOf(loadAnswer(name))),
	...more,
];
