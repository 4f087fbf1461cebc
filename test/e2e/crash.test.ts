import assert from 'node:assert/strict';
import {test} from 'node:test';
import {runCrashes} from '../crash/crash-lane.js';

test('killed at any moment, it loses nothing that the screen had said, and leaves no half file under a final name', async () => {
	const {lost, wrongFiles, watches, kills} = await runCrashes(20, 7);

	assert.deepEqual({kills, lost, wrongFiles}, {kills: 20, lost: 0, wrongFiles: 0});
	assert.ok(watches > 0);
});
