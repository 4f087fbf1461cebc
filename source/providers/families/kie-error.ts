import {get, integer, isObject, text} from '../fields.js';
import {type ProblemState, problemOf, stateOfHttpStatus} from '../problem.js';
import {tell} from '../tell.js';
import type {Family, JsonObject} from './family.js';

const name = 'kie-error';
const generationFailed = 501;

const states: ReadonlyMap<number, ProblemState> = new Map([
	[433, 'quota'],
	[455, 'gateway'],
	[505, 'bad_response'],
]);

const messageOf = (body: JsonObject): string | undefined => text(get(body, 'msg')) ?? text(get(body, 'message'));

/**
The envelope of kie.ai and PiAPI without a task in it: with HTTP 200, `code` is what HTTP would say. 501 says that the generation failed.

@see https://docs.kie.ai/market/common/get-task-detail
*/
export const kieError: Family = {
	name,
	onlyWith: [200],
	recognises(body) {
		const code = integer(get(body, 'code')) ?? 0;
		return (
			code >= 400 && code < 600 && messageOf(body) !== undefined && text(get(body, 'data', 'status')) === undefined
		);
	},
	read(body) {
		const code = integer(get(body, 'code')) ?? 0;
		const message = messageOf(body);
		return code === generationFailed && !isObject(get(body, 'data'))
			? tell(name, {phase: 'failed', statusText: `code ${code}`}, {error: message})
			: {problem: problemOf(states.get(code) ?? stateOfHttpStatus(code), `code ${code}`, message)};
	},
};
