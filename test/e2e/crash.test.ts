import assert from 'node:assert/strict';
import {test} from 'node:test';
import {runCrashes} from '../crash/crash-lane.js';

test('killed at any moment and at named points, it loses nothing that had been said, and leaves no half file, no second copy and no rubbish', async () => {
	const {problems, kept, kinds} = await runCrashes(24, 7);

	assert.deepEqual(problems, []);
	assert.ok(kept.watches > 0 && kept.files > 0);
	assert.ok(kinds.size > 5);
});
