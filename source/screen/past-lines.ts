import type {AppState} from '../store/app-store.js';
import type {Line} from '../table/cell.js';
import {formatMoment} from '../table/format.js';
import {taskEventSpan} from '../table/task-event-text.js';
import type {TaskId} from '../task/task.js';
import {titled} from './titled.js';

/**
What happened to a task last, the latest at the end: one line each, as many as there is room for.
*/
export const pastLines = ({past, now}: AppState, id: TaskId, rowCount: number): readonly Line[] => {
	const events = past?.id === id && rowCount > 0 ? past.events.slice(-rowCount) : [];
	return events.map((event, index) => {
		const {text, ...look} = taskEventSpan(event);
		return titled(index === 0 ? 'history' : '', {text: `${formatMoment(event.at, now)}  ${text}`, ...look});
	});
};
