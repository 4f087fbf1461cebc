import {type AnswerMaker, epochSeconds, failureOf, stateOf} from './answer.js';

/**
The picture tools, which are PicWish's. Times that have not come yet are 0.

@see https://gpt.morphogen.top/zh/pic/result.html
@see https://picwish.com/states
*/
export const picture: AnswerMaker = context => {
	const {task, moment, results} = context;
	const failure = failureOf(context);
	const isRunning = moment.stage === 'running' || moment.stage === 'settled';

	return {
		status: 200,
		data: {
			mask: '',
			image: results[0]?.url ?? '',
			state: stateOf(context, {created: 0, queued: 3, running: 4, succeeded: 1, failed: Number(failure?.code)}),
			...(failure && {state_detail: failure.message}),
			task_id: task.id,
			progress: failure ? 0 : moment.progress,
			created_at: epochSeconds(moment.createdAt),
			processed_at: isRunning ? epochSeconds(moment.runsAt) : 0,
			completed_at: moment.stage === 'settled' ? epochSeconds(moment.settlesAt) : 0,
		},
	};
};
