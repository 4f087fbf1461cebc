import type {AppState} from '../store/app-store.js';
import {counted} from '../task/counted.js';
import type {Phase} from '../task/task.js';
import {elapsedMs, isElapsedApproximate, isFinished, phaseOf, type Watch} from '../task/watch.js';
import {detailsOf} from './details.js';
import {fileCell} from './file-cell.js';
import {formatDuration, formatMoment} from './format.js';
import type {Glyphs} from './glyphs.js';
import {lookOf} from './phase-look.js';
import {taskEventSpan} from './task-event-text.js';

/** What is said in place of the signs that the screen shows: of most of them nothing, as a word stands beside them. */
export const spokenGlyphs: Glyphs = {
	queued: '',
	running: '',
	succeeded: '',
	failed: '',
	cancelled: '',
	expired: '',
	unknown: '',
	missing: '',
	cursor: '',
	mark: '',
	down: 'saving:',
	dot: ',',
	none: '',
	ellipsis: '',
	rule: '',
	full: '',
	empty: '',
};

const units: Readonly<Record<string, string>> = {d: 'day', h: 'hour', m: 'minute', s: 'second'};

/**
A text of the screen as a voice should read it: `1m 38s` as `1 minute 38 seconds`, and no space before a comma.
*/
export const inWords = (text: string): string =>
	text
		.replaceAll(/(?<=^|\s)(\d+)([dhms])(?=$|[\s,])/gv, (_, count: string, unit: string) =>
			counted(Number(count), units[unit] ?? ''),
		)
		.replaceAll(' ,', ',')
		.trim();

/**
What people call a task.
*/
export const spokenName = ({id, label}: Watch): string => label ?? id;

/** What joins how a task stands with its time. */
const prepositions: Readonly<Record<Phase, string>> = {
	queued: 'for',
	running: 'for',
	succeeded: 'in',
	failed: 'after',
	cancelled: 'after',
	expired: 'after',
	unknown: 'for',
};

const spokenStatus = (watch: Watch, now: number): string => {
	const {word} = lookOf(watch);
	const elapsed = elapsedMs(watch, now);
	if (watch.answer === undefined || watch.isGivenUp || elapsed === undefined || elapsed < 1000) {
		return word;
	}

	const about = isElapsedApproximate(watch) ? 'about ' : '';
	return `${word} ${prepositions[phaseOf(watch)]} ${about}${formatDuration(elapsed)}`;
};

/**
A task in one line: what it is called, how it stands, and what there is of its result.
*/
export const spokenTask = (watch: Watch, state: AppState): string => {
	const {answer, health} = watch;
	const isRunning = phaseOf(watch) === 'running' && answer?.progress !== undefined;
	const parts = [
		spokenStatus(watch, state.now),
		isRunning && `${Math.floor(answer.progress)} percent`,
		// The table has no room for the word.
		fileCell(watch, {...state, glyphs: spokenGlyphs}).text.replace(', link for ', ' ready, link for '),
		!isFinished(watch) && health.message,
	];
	return [spokenName(watch), inWords(parts.filter(Boolean).join(', '))].join(', ');
};

/**
All there is to know of a task, and what has happened to it, line by line. Paths and links are said as they are.
*/
export const spokenDetails = (watch: Watch, state: AppState): readonly string[] => {
	const details = detailsOf(watch, {...state, glyphs: spokenGlyphs});
	const events = state.past?.id === watch.id ? state.past.events : [];
	return [
		...details.map(({title, value: {text}}) => `${title}: ${title.startsWith('result') ? text : inWords(text)}`),
		...events.map(event => `${formatMoment(event.at, state.now)}: ${taskEventSpan(event).text}`),
	];
};
