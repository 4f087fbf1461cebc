import type {AnswerContext, Json} from '../../../../source/platform/demo/answers/answer.js';
import {shapes} from '../../../../source/platform/demo/answers/shapes.js';
import type {DemoTask, Outcome, Shape} from '../../../../source/platform/demo/demo-task.js';
import {createMediaFile, type MediaSpec} from '../../../../source/platform/demo/media/media-file.js';
import {momentOf} from '../../../../source/platform/demo/moment.js';
import {startedAt} from '../fixed-time.js';

export const clip: MediaSpec = {type: 'clip', clip: 'wide'};
export const picture: MediaSpec = {type: 'picture', width: 2, height: 3, sky: [0, 0xff_ff_ff]};

/** Waits from 0 to 10, runs from 10 to 20. */
export const contextOf = (shape: Shape, id: string, seconds: number, outcome: Outcome): AnswerContext => {
	const task: DemoTask = {
		id,
		shape,
		model: 'a-model',
		prompt: 'a cat',
		createdAtSeconds: 0,
		runsAtSeconds: 10,
		settlesAtSeconds: 20,
		outcome,
	};
	const moment = momentOf(task, startedAt, startedAt + seconds * 1000, 1);
	const media = outcome.type === 'succeeded' && moment.stage === 'settled' ? outcome.media : [];
	const results = media.map((spec, index) => ({url: `http://media/${index}`, file: createMediaFile(spec)}));
	return {task, moment, results};
};

/** Its answers when created, queued, running and settled. */
export const lifeOf = (shape: Shape, id: string, outcome: Outcome): readonly Json[] =>
	[1, 5, 15, 20].map(seconds => shapes[shape].answer(contextOf(shape, id, seconds, outcome)));

export const made = (...media: readonly MediaSpec[]): Outcome => ({type: 'succeeded', media});
