import assert from 'node:assert/strict';
import {test} from 'node:test';
import {runCrashes} from '../crash/crash-lane.js';

test('killed at any moment, it loses nothing that the screen had said, and leaves no half file and no second copy', async () => {
	const {lost, wrongFiles, parts, copies, watches, kills} = await runCrashes(20, 7);

	assert.deepEqual({kills, lost, wrongFiles, parts, copies}, {kills: 20, lost: 0, wrongFiles: 0, parts: 0, copies: 0});
	assert.ok(watches > 0);
});
