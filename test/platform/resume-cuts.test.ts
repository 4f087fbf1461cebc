import assert from 'node:assert/strict';
import {test} from 'node:test';
import {cutDownloads, startMemoryRig} from './resume-lane.js';
import {longCut, longFilms, type Pair, pairs, shortCuts, shortFilms} from './resume-pairs.js';
import {startResumeRig} from './resume-rig.js';

// `npm run test:resume` cuts at every byte, and the long film at 200 places.

for (const pair of pairs) {
	test(`wherever a download breaks off from a host that tells ${pair.title}, the file is what the host has`, async context => {
		for (const [startRig, strideBytes] of [
			[startMemoryRig, 997],
			[startResumeRig, 16_381],
		] as const) {
			const cuts = shortCuts(pair, strideBytes);

			const counts = await cutDownloads(context, {startRig, pair, contents: shortFilms, cuts, laneCount: 4});

			const resumed = pair.behaviour.isRest ? cuts.filter(cut => cut >= 64 * 1024).length : 0;
			assert.deepEqual(counts, {downloads: cuts.length, resumed, identical: cuts.length, problems: []});
		}
	});
}

test('a film of 100 MiB that breaks off anywhere is in the end what the host has', async context => {
	const contents = longFilms();

	for (let index = 0; index < 4; index++) {
		// Of these, the second sends much again although it is the same.
		const pair = pairs[(index * 24) % pairs.length] as Pair;

		const {problems} = await cutDownloads(context, {startRig: startResumeRig, pair, contents, cuts: [longCut(index)]});

		assert.deepEqual(problems, []);
	}
});
