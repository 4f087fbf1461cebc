import type {AppState} from '../store/app-store.js';

/**
What is told of a list that was not whole when it was loaded, where there is no screen for a notice.
*/
export const listTextAtStart = ({notice}: AppState): string => (notice ? `${notice.text}\n` : '');

/**
What is told on leaving: that the last changes are lost.
*/
export const listTextAtEnd = ({saveProblem}: AppState): string =>
	saveProblem === undefined ? '' : `The watch list was not saved: ${saveProblem}\n`;
