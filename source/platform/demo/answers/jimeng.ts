import {requestId} from '../identifiers.js';
import {clipFramesPerSecond, clipSeconds} from '../media/clips.js';
import {type AnswerContext, type AnswerMaker, failureOf, type Json, stateOf} from './answer.js';

const success = {code: '10000', message: 'Success'};

const isDone = ({moment}: AnswerContext): boolean => moment.stage === 'settled';

/**
A task that failed has its reason in the envelope, and nothing inside.
*/
const envelope = (context: AnswerContext, data: Json): Json => {
	const failure = failureOf(context);
	const {code, message} = failure ?? success;
	return {
		code: Number(code),
		data: failure ? null : data,
		status: Number(code),
		message,
		request_id: requestId(context.moment.now, context.task.id),
		time_elapsed: '28.154ms',
	};
};

const pending = (context: AnswerContext): Json => ({
	status: stateOf(context, {
		created: 'in_queue',
		queued: 'in_queue',
		running: 'generating',
		succeeded: 'done',
		failed: 'done',
	}),
	resp_data: '',
	video_url: '',
	image_urls: null,
	binary_data_base64: [],
});

/**
The request in brief, as JSON in a text.
*/
const requestData = ({task}: AnswerContext): string =>
	JSON.stringify({
		infer_ctx: {
			params: {
				fps: clipFramesPerSecond,
				frames: clipFramesPerSecond * clipSeconds,
				ori_prompt: task.prompt,
			},
		},
	});

/**
Jimeng with a video.

@see https://gpt.morphogen.top/en/video/jimeng/query-results.html
@see https://www.volcengine.com/docs/85621/1792707
*/
export const jimengVideo: AnswerMaker = context =>
	envelope(context, {
		...pending(context),
		...(isDone(context) && {resp_data: requestData(context), video_url: context.results[0]?.url ?? ''}),
	});

/**
Jimeng with links to pictures.
*/
export const jimengPictures: AnswerMaker = context =>
	envelope(context, {
		...pending(context),
		...(isDone(context) && {image_urls: context.results.map(({url}) => url)}),
	});

/**
Jimeng with the pictures in the answer itself.
*/
export const jimengInline: AnswerMaker = context =>
	envelope(context, {
		...pending(context),
		...(isDone(context) && {
			binary_data_base64: context.results.map(({file}) => file.bytes().toString('base64')),
		}),
	});
