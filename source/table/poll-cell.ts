import type {HealthState} from '../task/health.js';
import {isFinished, type Watch} from '../task/watch.js';
import type {RowContext, Span} from './cell.js';
import {formatUntil} from './format.js';

const words: Readonly<Record<Exclude<HealthState, 'ok'>, string>> = {
	auth: 'auth',
	rate_limited: '429',
	not_found: '404',
	quota: 'quota',
	gateway: 'gateway',
	bad_response: 'odd',
	offline: 'offline',
};

/**
The trouble with asking in one word, if there is one.
*/
const troubleWord = ({health}: Watch): string | undefined => (health.state === 'ok' ? undefined : words[health.state]);

/**
When the next question is due, and what was wrong with the last one.
*/
export const pollCell = (watch: Watch, {now, glyphs}: RowContext): Span => {
	const {nextPollAt} = watch.health;
	const word = troubleWord(watch);
	if (isFinished(watch)) {
		return word ? {text: word, tone: 'trouble'} : {text: glyphs.none, tone: 'faint'};
	}

	const due = nextPollAt === undefined ? 'now' : formatUntil(nextPollAt - now);
	return word ? {text: `${word} ${due}`, tone: 'trouble'} : {text: due === 'now' ? due : `in ${due}`, tone: 'faint'};
};
