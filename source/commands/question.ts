import type {AppState} from '../store/app-store.js';

/**
What the user is asked, if there is a question.
*/
export const questionOf = ({questionId, watches}: AppState): string | undefined =>
	questionId === undefined
		? undefined
		: `Cancel ${watches.get(questionId)?.label ?? questionId}? y cancels it, any other key leaves it alone.`;
