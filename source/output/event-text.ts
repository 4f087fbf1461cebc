import type {ListEvent} from '../store/events.js';
import {formatDuration, formatTimeOfDay} from '../table/format.js';
import {lookOf} from '../table/phase-look.js';
import {changeText} from '../table/task-event-text.js';
import {counted} from '../task/counted.js';
import {elapsedMs, hasNoResult, isFailed, phaseOf, type Watch} from '../task/watch.js';

const nameOf = ({id, label}: Watch): string => (label === undefined ? id : `${id} (${label})`);

const phaseText = (watch: Watch, now: number): string => {
	const {answer} = watch;
	const elapsed = elapsedMs(watch, now);
	const links = (answer?.outputs ?? []).flatMap(({place}) => (place.type === 'url' ? [place.url] : []));
	return [
		lookOf(watch).word,
		...(answer === undefined || elapsed === undefined ? [] : [formatDuration(elapsed)]),
		...(answer?.width && answer.height ? [`${answer.width}x${answer.height}`] : []),
		...(answer?.error ? [answer.error] : []),
		...(phaseOf(watch) === 'succeeded' ? links : []),
		...(hasNoResult(watch) ? ['no result in the answer'] : []),
		...(answer?.leftOutCount ? [`${counted(answer.leftOutCount, 'more result')} left out`] : []),
	].join('  ');
};

/**
A task and what is known of it, as one line of text.

@param now - Milliseconds since the Unix epoch.
*/
export const taskLine = (watch: Watch, now: number): string =>
	[nameOf(watch), phaseText(watch, now), ...(watch.health.message === undefined ? [] : [watch.health.message])].join(
		'  ',
	);

const eventText = (event: ListEvent, now: number): string | undefined =>
	event.type === 'phase' ? phaseText(event.watch, now) : changeText(event, now);

/**
One change as one line of text, for a log or a pipe.

@param now - Milliseconds since the Unix epoch.
@returns `undefined` for what is not worth a line.
*/
export const eventLine = (event: ListEvent, now: number): string | undefined => {
	const text = eventText(event, now);
	return text === undefined ? undefined : `${formatTimeOfDay(now)}  ${nameOf(event.watch)}  ${text}`;
};

/**
Whether a change is one that somebody has to see to.
*/
export const isTrouble = ({type, watch}: ListEvent): boolean =>
	type === 'download_failed' ||
	(type === 'health' && watch.health.state !== 'ok') ||
	(type === 'phase' && (isFailed(watch) || hasNoResult(watch) || watch.answer?.leftOutCount !== undefined));
