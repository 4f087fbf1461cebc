import assert from 'node:assert/strict';
import type {LookupAddress, lookup} from 'node:dns';
import {test} from 'node:test';
import {promisify} from 'node:util';
import {Agent, request} from 'undici';
import {createPublicLookup} from '../../source/platform/public-lookup.js';
import {startFakeService} from '../helpers/fake-service.js';

/** A name server that gives one answer after the other, and the last one from then on. */
const answering = (...answers: ReadonlyArray<readonly string[]>) => {
	let count = 0;
	const resolve = (_name: string, _options: unknown, callback: (error: null, found: LookupAddress[]) => void) => {
		const addresses = answers[Math.min(count, answers.length - 1)] ?? [];
		count++;
		setImmediate(() =>
			callback(
				null,
				addresses.map(address => ({address, family: address.includes(':') ? 6 : 4})),
			),
		);
	};
	return {resolve: resolve as unknown as typeof lookup, count: () => count};
};

const lookUp = async (name: string, lookup: ReturnType<typeof createPublicLookup>) =>
	promisify(lookup)(name, {all: true});

test('of the addresses of a name only the public ones are left', async () => {
	const {resolve} = answering(['10.0.0.1', '1.1.1.1', '::1', '169.254.169.254']);

	assert.deepEqual(await lookUp('media.example', createPublicLookup(false, resolve)), [
		{address: '1.1.1.1', family: 4},
	]);
});

test('a name that had a public address and has a private one now is refused', async () => {
	const {resolve} = answering(['1.1.1.1'], ['127.0.0.1']);
	const publicLookup = createPublicLookup(false, resolve);

	await lookUp('media.example', publicLookup);

	await assert.rejects(lookUp('media.example', publicLookup), {
		message: 'The link leads to a private address: media.example',
	});
});

test('a connection goes to the very address that was judged: the name is resolved once', async context => {
	const service = await startFakeService((_, response) => response.end('here'));
	const {resolve, count} = answering(['127.0.0.1'], ['169.254.169.254']);
	const agent = new Agent({connect: {lookup: createPublicLookup(true, resolve)}});
	context.after(async () => Promise.all([agent.destroy(), service.close()]));

	const {body} = await request(`http://media.example:${new URL(service.url).port}/`, {dispatcher: agent});

	assert.deepEqual([await body.text(), count()], ['here', 1]);
});
