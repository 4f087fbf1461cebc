import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {allFaults} from './all-faults.js';
import {NotProvokedError, runFault} from './fault.js';

test('each fault has a name of its own', () => {
	const ids = allFaults.map(({id}) => id);

	assert.deepEqual(ids, [...new Set(ids)]);
	assert.ok(ids.every(id => /^[A-H]\d{1,2}$/.test(id)));
});

suite('faults', {concurrency: 2}, () => {
	for (const fault of allFaults) {
		const title = `${fault.id}: ${fault.fault} ${fault.expected}`;
		test(title, {skip: fault.isSlow && 'slow, left to npm run test:faults'}, async context => {
			try {
				await runFault(fault, 1);
			} catch (error) {
				if (!(error instanceof NotProvokedError)) {
					throw error;
				}

				context.skip(`NOT PROVOKED: ${error.message}`);
			}
		});
	}
});
