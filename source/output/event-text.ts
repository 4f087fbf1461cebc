import type {ListEvent} from '../store/events.js';
import {formatBytes, formatDuration, formatTimeOfDay} from '../table/format.js';
import {lookOf} from '../table/phase-look.js';
import {elapsedMs, phaseOf, type Watch} from '../task/watch.js';

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

const healthText = ({health, isGivenUp}: Watch): string => {
	const message = health.message ?? (health.state === 'ok' ? 'answers again' : health.state);
	return isGivenUp ? `given up: ${message}` : message;
};

const eventText = (event: ListEvent, now: number): string | undefined => {
	switch (event.type) {
		case 'phase': {
			return phaseText(event.watch, now);
		}

		case 'health': {
			return healthText(event.watch);
		}

		case 'saved': {
			const {state} = event.download;
			return state.type === 'saved' ? `saved ${state.path} (${formatBytes(state.bytes)})` : undefined;
		}

		case 'download_failed': {
			return event.download.state.type === 'failed' ? `not saved: ${event.download.state.message}` : undefined;
		}

		default: {
			// Progress would be a line every few seconds, and who added or removed a task knows it.
			return undefined;
		}
	}
};

/**
One change as one line of text, for a log or a pipe.

@param now - Milliseconds since the Unix epoch.
@returns `undefined` for what is not worth a line.
*/
export const eventLine = (event: ListEvent, now: number): string | undefined => {
	const text = eventText(event, now);
	return text === undefined ? undefined : `${formatTimeOfDay(now)}  ${nameOf(event.watch)}  ${text}`;
};
