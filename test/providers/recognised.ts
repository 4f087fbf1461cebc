import {readStatus} from '../../source/providers/phase-words.js';
import type {Phase, TaskAnswer} from '../../source/task/task.js';

type Rule = readonly [phase: Phase, statusText: RegExp];

const success = /^(?:success|succeeded|succeed|completed?|done|finished)$/i;
const withoutOutput: Rule = ['failed', success];

/**
The phases that single families document beyond the general words.
*/
const rules: Readonly<Record<string, readonly Rule[]>> = {
	media: [['succeeded', /^HTTP 200$/]],
	'minimax-file': [['succeeded', /./]],
	'openai-content': [['succeeded', /^ready$/]],
	'minimax-v1': [['failed', /^code 102[67]$/]],
	jimeng: [withoutOutput, ['failed', /^code 50\d{3}$/], ['expired', /^not_found$/]],
	picwish: [
		['queued', /^state 0$/],
		['succeeded', /^state 1$/],
		['running', /^state [2-4]$/],
		['failed', /^state -\d+$/],
	],
	replicate: [['expired', success]],
	'fal-status': [withoutOutput],
	'fal-result': [
		['succeeded', /^HTTP 200$/],
		['failed', /^HTTP (?:200|422)$/],
		['running', /^in progress$/],
	],
	runway: [withoutOutput],
	bfl: [
		['succeeded', /^ready$/i],
		['failed', /^ready$/i],
		['running', /^pending$/i],
	],
	veo: [
		['running', /^not done$/],
		['succeeded', /^done$/],
		['failed', /^(?:error|done)$/],
	],
	xai: [withoutOutput, ['running', /^HTTP 202$/]],
	stability: [['failed', /^content_filtered$/i]],
	kie: [
		withoutOutput,
		['failed', /_FAILED$/],
		['running', /^successFlag 0$/],
		['succeeded', /^successFlag 1$/],
		['failed', /^successFlag [1-3]$/],
	],
	'kie-error': [['failed', /^code 501$/]],
};

/**
Whether a phase comes from a word of the general table, or from what one family documents.
*/
export const isRecognised = ({family, phase, statusText = ''}: TaskAnswer): boolean =>
	phase === readStatus(statusText).phase ||
	(rules[family] ?? []).some(([documented, word]) => phase === documented && word.test(statusText));
