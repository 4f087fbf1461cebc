import type {Problem} from '../../task/health.js';
import {get, integer, text} from '../fields.js';
import {type ProblemState, problemOf} from '../problem.js';
import type {JsonObject} from './family.js';

const states: ReadonlyMap<number, ProblemState> = new Map([
	...[1004, 2049].map(code => [code, 'auth'] as const),
	...[1008, 1028, 1030, 2056].map(code => [code, 'quota'] as const),
	[1002, 'rate_limited'],
	[2013, 'not_found'],
	...[1000, 1001, 1024, 1033].map(code => [code, 'gateway'] as const),
]);

/**
The codes by which MiniMax refuses what was asked for, or what came of it: the task has failed.
*/
export const isModerationCode = (code: number): boolean => code === 1026 || code === 1027;

/**
What `base_resp` says of the question. Its `success` says nothing of the task.

@see https://platform.minimax.io/docs/api-reference/errorcode
*/
export const baseResponse = (body: JsonObject): {readonly code: number; readonly message: string | undefined} => ({
	code: integer(get(body, 'base_resp', 'status_code')) ?? 0,
	message: text(get(body, 'base_resp', 'status_msg')),
});

export const minimaxProblem = ({code, message}: ReturnType<typeof baseResponse>): Problem =>
	problemOf(states.get(code) ?? 'bad_response', `code ${code}`, message);
