import assert from 'node:assert/strict';
import {makeHome, type Outcome, runProgram} from '../helpers/built-program.js';
import {makeCanary} from '../helpers/canary.js';
import type {FaultContext} from './fault.js';

/**
Ask once about a task with the built program. The token must not be in what it prints.
*/
export const getTask = async (
	context: FaultContext,
	baseUrl: string,
	env: Readonly<Record<string, string>> = {},
): Promise<Outcome> => {
	const home = context.use(await makeHome());
	const token = makeCanary();
	const outcome = await runProgram({
		home,
		args: ['get', '817971131377016832', '--base-url', baseUrl],
		env: {TASKWATCH_TOKEN: token, ...env},
	});
	assert.ok(!(outcome.output + outcome.errorOutput).includes(token), 'The token stays.');
	return outcome;
};
