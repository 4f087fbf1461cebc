import type {Problem} from './health.js';
import type {TaskAnswer} from './task.js';

/**
What one reply of the service told: an answer about the task, a problem with the asking, or both (an answer with a word nobody knows is both).
*/
export type Reading = {
	readonly answer?: TaskAnswer;
	readonly problem?: Problem;
};
