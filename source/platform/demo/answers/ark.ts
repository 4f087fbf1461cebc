import {arkId} from '../identifiers.js';
import {clipFramesPerSecond, clipSeconds} from '../media/clips.js';
import type {MediaFile} from '../media/media-file.js';
import {type AnswerMaker, epochSeconds, failureOf, stateOf} from './answer.js';

const tokensOf = ({width, height}: MediaFile): number =>
	Math.round((width * height * clipFramesPerSecond * clipSeconds) / 1024);

/**
Doubao, on Volcengine's Ark. A failed task is an HTTP 200 like any other.

@see https://gpt.morphogen.top/en/video/doubao/query-results.html
*/
export const ark: AnswerMaker = context => {
	const {task, moment, results} = context;
	const [video] = results;
	const failure = failureOf(context);

	return {
		id: arkId(task.id, moment.createdAt),
		model: task.model,
		status: stateOf(context, {
			created: 'queued',
			queued: 'queued',
			running: 'running',
			succeeded: 'succeeded',
			failed: 'failed',
		}),
		...(failure && {error: {code: failure.code, message: failure.message}}),
		...(video && {
			content: {video_url: video.url},
			usage: {completion_tokens: tokensOf(video.file), total_tokens: tokensOf(video.file)},
			resolution: `${Math.min(video.file.width, video.file.height)}p`,
			duration: clipSeconds,
			framespersecond: clipFramesPerSecond,
		}),
		created_at: epochSeconds(moment.createdAt),
		updated_at: epochSeconds(moment.changedAt),
	};
};
