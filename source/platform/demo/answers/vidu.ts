import {relatedNumber} from '../identifiers.js';
import {type AnswerMaker, failureOf, stateOf} from './answer.js';

/**
Vidu. The second result is the first one's cover, which is no output.

@see https://gpt.morphogen.top/en/video/vidu/query-results.html
*/
export const vidu: AnswerMaker = context => {
	const [video, cover] = context.results;
	const id = relatedNumber(context.task.id, 'vidu');

	return {
		id,
		state: stateOf(context, {
			created: 'created',
			queued: 'queueing',
			running: 'processing',
			succeeded: 'success',
			failed: 'failed',
		}),
		err_code: failureOf(context)?.code ?? '',
		creations: video
			? [
					{
						id: relatedNumber(id, 'creation'),
						url: video.url,
						cover_url: cover?.url ?? '',
						watermarked_url: '',
					},
				]
			: [],
	};
};
