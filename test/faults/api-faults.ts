import assert from 'node:assert/strict';
import {tokenRefused, viduRunning} from '../e2e/answers.js';
import {manyIds} from '../helpers/watches.js';
import {inTurn, json} from './chaos-server.js';
import {startChaosSession} from './chaos-session.js';
import type {Fault} from './fault.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const refused = json(tokenRefused.body, {status: 401});

export const apiFaults: readonly Fault[] = [
	{
		id: 'A6',
		fault: 'The token is refused: 401 to all of 20 tasks.',
		expected: 'At most five more questions in the next hour, by whichever task; each task says why.',
		async provoke(context) {
			const {watch, asked, clock, toldOf} = await startChaosSession(context, {api: () => refused});

			await watch(manyIds(20), 1000);
			const firstCount = asked.length;
			await clock.advance(hourMs);

			assert.ok(asked.length - firstCount <= 5, `${asked.length - firstCount} more questions`);
			assert.match(toldOf('task-0'), /^auth: The service refused the token \(HTTP 401\): Invalid token/);
			return `${firstCount} questions at once, ${asked.length - firstCount} in the next hour; ${toldOf('task-0')}`;
		},
	},
	{
		id: 'A9',
		fault: '404 for a task that was seen before.',
		expected: 'Its last answer stays; given up after three denials, ten minutes apart; never taken off the list.',
		async provoke(context) {
			const {watch, watchOf, times} = await startChaosSession(context, {
				api: inTurn(json(viduRunning), {status: 404}),
			});

			await watch(['1'], hourMs);

			const {answer, isGivenUp} = watchOf('1');
			assert.deepEqual([answer?.phase, isGivenUp, times().length], ['running', true, 4]);
			return `asked at ${times()
				.map(at => Math.round(at / 1000))
				.join(', ')} s, then given up as ${answer?.phase}`;
		},
	},
];
