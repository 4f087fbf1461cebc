import type {Phase} from '../task/task.js';
import {phaseOf, type Watch} from '../task/watch.js';
import type {Tone} from './cell.js';

export type Look = {readonly glyph: Phase | 'missing'; readonly word: string; readonly tone: Tone};

/** How each phase is shown. */
export const phaseLooks: Readonly<Record<Phase, Omit<Look, 'glyph'>>> = {
	queued: {word: 'queued', tone: 'plain'},
	running: {word: 'running', tone: 'busy'},
	succeeded: {word: 'done', tone: 'good'},
	failed: {word: 'failed', tone: 'bad'},
	cancelled: {word: 'cancelled', tone: 'faint'},
	expired: {word: 'expired', tone: 'bad'},
	unknown: {word: 'unknown', tone: 'trouble'},
};

/**
How the phase of a task is shown: by glyph, word and tone alike.
*/
export const lookOf = (watch: Watch): Look => {
	if (watch.isGivenUp) {
		return {glyph: 'missing', word: 'missing', tone: 'trouble'};
	}

	const {state} = watch.health;
	if (!watch.answer && state === 'not_found') {
		return {glyph: 'unknown', word: 'not found', tone: 'trouble'};
	}

	if (!watch.answer) {
		return {
			glyph: 'unknown',
			word: state === 'ok' ? 'asking' : 'no answer',
			tone: state === 'ok' ? 'faint' : 'trouble',
		};
	}

	const phase = phaseOf(watch);
	return {glyph: phase, ...phaseLooks[phase]};
};
