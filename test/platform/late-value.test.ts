import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createLateValue} from '../../source/platform/late-value.js';

test('a value is made when it is first needed, and once for all', async () => {
	let makeCount = 0;
	const value = createLateValue(async () => ++makeCount);
	const before = await value.made();

	const got = await Promise.all([value.get(), value.get()]);

	assert.deepEqual([before, ...got, await value.made()], [undefined, 1, 1, 1]);
});

test('a failure is told to all who waited for the value, and forgotten', async () => {
	let isBroken = true;
	const value = createLateValue(async () => {
		if (isBroken) {
			throw new Error('broken');
		}

		return 'whole';
	});

	const waits = await Promise.allSettled([value.get(), value.get()]);
	isBroken = false;

	assert.deepEqual(
		waits.map(({status}) => status),
		['rejected', 'rejected'],
	);
	assert.equal(await value.made(), undefined);
	assert.equal(await value.get(), 'whole');
});

test('who asks for what is being made, such as to close it, is not told of its failure', async () => {
	const value = createLateValue(async () => {
		throw new Error('broken');
	});

	const failing = assert.rejects(value.get(), /broken/v);

	assert.equal(await value.made(), undefined);
	await failing;
});
