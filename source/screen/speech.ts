import {questionOf} from '../commands/question.js';
import {openBoxOf} from '../commands/text-box.js';
import type {AppState} from '../store/app-store.js';
import {eventsBetween, type ListEvent} from '../store/events.js';
import {newsOf} from '../store/news.js';
import {selectCursor, selectTrouble} from '../store/selectors.js';
import {inWords, spokenDetails, spokenGlyphs, spokenName, spokenTask} from '../table/spoken-task.js';
import {countSpans} from '../table/summary-line.js';
import {changeText} from '../table/task-event-text.js';
import {counted} from '../task/counted.js';
import {spokenHelp} from './spoken-keys.js';

type Describe = (before: AppState, after: AppState) => readonly string[];

/**
How many tasks there are, and how they stand.
*/
export const spokenCounts = (state: AppState): string => {
	const counts = countSpans(state, spokenGlyphs, false).map(({text}) => text);
	return state.watches.size === 0
		? 'Nothing is watched. Paste task IDs, or press a.'
		: `${counted(state.watches.size, 'task')}: ${inWords(counts.join(''))}.`;
};

/**
The task under the cursor, with its place on the list.
*/
export const spokenCursor = (state: AppState): readonly string[] => {
	const watch = selectCursor(state);
	const place = watch ? [...state.watches.keys()].indexOf(watch.id) + 1 : 0;
	return watch ? [`${place} of ${state.watches.size}: ${spokenTask(watch, state)}`] : [];
};

/**
Each task in a line.
*/
export const spokenList = (state: AppState): readonly string[] =>
	[...state.watches.values()].map(watch => spokenTask(watch, state));

const eventLine = (event: ListEvent, state: AppState): readonly string[] => {
	if (event.type === 'phase') {
		return [spokenTask(event.watch, state)];
	}

	const text = changeText(event, state.now);
	return text === undefined ? [] : [`${spokenName(event.watch)}: ${text}`];
};

const box: Describe = (before, after) => {
	const opened = openBoxOf(after);
	const text = after.box?.text ?? '';
	if (!opened) {
		return before.box ? ['The box is closed.'] : [];
	}

	if (!before.box) {
		const hint = text === '' ? opened.hint : `it holds ${text}`;
		return [`${opened.prompt} ${hint}. Enter: ${opened.verb}. Escape: back.`];
	}

	const textBefore = before.box.text;
	if (text === textBefore) {
		return [];
	}

	const typed = text.startsWith(textBefore) ? text.slice(textBefore.length) : text;
	return [typed === '' ? 'The box is empty.' : typed.trim() === '' ? 'space' : typed];
};

const question: Describe = (before, after) =>
	before.questionId === after.questionId ? [] : [questionOf(after) ?? []].flat();

const marks: Describe = (before, after) => {
	if (before.marks === after.marks || before.marks.size + after.marks.size === 0) {
		return [];
	}

	return [after.marks.size === 0 ? 'No task is marked.' : `${counted(after.marks.size, 'task')} marked.`];
};

const cursor: Describe = (before, after) => {
	const [from, to] = [selectCursor(before), selectCursor(after)];
	if (!from || !to) {
		return [];
	}

	if (from.id !== to.id) {
		return spokenCursor(after);
	}

	return from.label === to.label ? [] : [to.label === undefined ? 'The label is off.' : `Label: ${to.label}`];
};

const panel: Describe = (before, after) => {
	const watch = selectCursor(after);
	if (before.panel === after.panel) {
		return [];
	}

	return after.panel === 'help' ? spokenHelp : after.panel === 'details' && watch ? spokenDetails(watch, after) : [];
};

/**
Puts what changes into words, each thing once.

@param first - What is known already.
@returns Gives the lines that are due since the last call.
*/
export const createSpeech = (first: AppState): ((state: AppState) => readonly string[]) => {
	let before = first;
	/** A notice of what the lines of the events have said. */
	let news: string | undefined;

	const notice: Describe = (_, {notice: told}) => {
		const isNew = told !== undefined && told !== before.notice && told.text !== news;
		return isNew ? [inWords(told.text)] : [];
	};

	const trouble: Describe = (_, after) => {
		const text = selectTrouble(after);
		return text === undefined || text === selectTrouble(before) ? [] : [text];
	};

	return after => {
		const events = eventsBetween(before, after);
		news = newsOf(events)?.text ?? news;
		const eventLines = events.flatMap(event => eventLine(event, after));
		const lines = [box, question, notice, marks, cursor, panel, trouble].flatMap(describe => describe(before, after));
		before = after;
		return [...new Set([...eventLines, ...lines.filter(line => !eventLines.some(said => said.endsWith(line)))])];
	};
};
