import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import fc from 'fast-check';
import {klingToken} from '../../source/platform/kling-key.js';
import type {Account} from '../../source/providers/services/account.js';
import {type Route, taskPathOf} from '../../source/providers/services/route.js';
import type {Call} from '../../source/providers/services/service.js';
import {services} from '../../source/providers/services/services.js';
import {UsageError} from '../../source/task/errors.js';
import {accountAt, apiAt} from '../helpers/accounts.js';
import {type FakeService, type RecordedRequest, startFakeService} from '../helpers/fake-service.js';
import {taskId} from '../helpers/watches.js';

const {signal: never} = new AbortController();
const id = taskId('task-1');

const query = (route: Route): Call => ({method: 'GET', path: taskPathOf(route)});
const toPath = (path: string) => (): Call => ({method: 'GET', path});

const startService = async (context: TestContext, answer = '{}'): Promise<FakeService> => {
	const service = await startFakeService((_, response) => response.end(answer));
	context.after(service.close);
	return service;
};

/** What shows a service who asks, and what else it wants to see. */
const ownHeaders = ({headers}: RecordedRequest) =>
	Object.fromEntries(
		['authorization', 'x-key', 'x-api-key', 'x-goog-api-key', 'x-runway-version'].flatMap(name =>
			headers[name] === undefined ? [] : [[name, headers[name]]],
		),
	);

test('each service is shown the key in its own way, and sees the headers that it needs', async context => {
	const now = 1_750_000_000_000;
	const key = 'access:secret';
	const server = await startService(context);
	const accounts = services.map(({name}) => accountAt(server.url, {profile: name, service: name, key}));
	const api = apiAt(context, accounts, {profileOf: profile => profile, now: () => now});

	for (const {name} of services) {
		await api.ask(taskId(name), toPath(`/${name}`), never);
	}

	const bearer = {authorization: `Bearer ${key}`};
	const version = {'x-runway-version': '2024-11-06'};
	assert.deepEqual(Object.fromEntries(server.requests.map(request => [request.path.slice(1), ownHeaders(request)])), {
		...Object.fromEntries(services.map(({name}) => [name, bearer])),
		bfl: {'x-key': key},
		fal: {authorization: `Key ${key}`},
		gemini: {'x-goog-api-key': key},
		gptge: {...bearer, ...version},
		kling: {authorization: `Bearer ${klingToken(key, now)}`},
		piapi: {'x-api-key': key},
		runway: {...bearer, ...version},
		vidu: {authorization: `Token ${key}`},
	});
});

test('the signed token of Kling is renewed before it ends, and the secret never goes out', async context => {
	const minuteMs = 60_000;
	const start = 1_750_000_000_000;
	let now = start;
	const server = await startService(context);
	const account = accountAt(server.url, {service: 'kling', key: 'access:s3cr3t-of-kling'});
	const api = apiAt(context, [account], {now: () => now});

	for (const minutes of [0, 24, 26, 50]) {
		now = start + minutes * minuteMs;
		await api.ask(id, toPath('/x'), never);
	}

	const first = `Bearer ${klingToken('access:s3cr3t-of-kling', start)}`;
	const second = `Bearer ${klingToken('access:s3cr3t-of-kling', start + 26 * minuteMs)}`;
	assert.deepEqual(
		server.requests.map(({headers}) => headers.authorization),
		[first, first, second, second],
	);
	assert.doesNotMatch(JSON.stringify(server.requests), /s3cr3t/v);
});

test('the question goes to the base URL of the account, path and all', async context => {
	const server = await startService(context);
	const api = apiAt(context, [accountAt(`${server.url}/proxy/v1/`, {service: 'kling', key: 'a:b'})]);

	await api.ask(taskId('kling/text2video:a/b 1'), query, never);

	assert.deepEqual(
		server.requests.map(({method, path}) => `${method} ${path}`),
		['GET /proxy/v1/v1/videos/text2video/a%2Fb%201'],
	);
});

/** An account whose key may not be read. */
const locked = (url: string, parts: Parameters<typeof accountAt>[1] = {}): Account =>
	accountAt(url, {
		...parts,
		readKey: async () => assert.fail('The key was read.'),
	});

test('a task whose profile is gone is not asked about, and it is said what to do', async context => {
	const server = await startService(context);
	const api = apiAt(context, [locked(server.url)], {profileOf: () => 'work'});

	assert.deepEqual(await api.ask(id, query, never), {
		type: 'problem',
		problem: {state: 'auth', message: 'There is no profile “work” any more. Put it back into the configuration.'},
	});
	assert.deepEqual(server.requests, []);
});

test('a task of another service than that of its profile is not asked about', async context => {
	const server = await startService(context);
	const api = apiAt(context, [locked(server.url, {service: 'kling'})]);

	assert.deepEqual(await api.ask(taskId('vidu:1'), query, never), {
		type: 'problem',
		problem: {state: 'auth', message: 'The profile “default” is for kling, not for vidu.'},
	});
	assert.deepEqual(server.requests, []);
});

test('a task that cannot be asked about like that is told as the user wrote it', async context => {
	const server = await startService(context);
	const api = apiAt(context, [locked(server.url, {service: 'kling'})]);

	assert.deepEqual(await api.ask(taskId('kling:1'), query, never), {
		type: 'problem',
		problem: {
			state: 'bad_response',
			message: 'kling needs ACTION, such as text2video; images/ACTION for pictures before the ID, as in kling/…:1.',
		},
	});
	assert.deepEqual(server.requests, []);
});

test('a key that is not to be had, or not of the form that the service needs, is a refusal in its own words', async context => {
	const server = await startService(context);
	const missing = accountAt(server.url, {
		async readKey() {
			throw new UsageError('There is no token file /home/me/key.');
		},
	});
	const wrong = accountAt(server.url, {profile: 'work', service: 'kling', key: 's3cr3t'});
	const api = apiAt(context, [missing, wrong], {profileOf: of => of});

	const replies = [
		await api.ask(taskId('default'), toPath('/'), never),
		await api.ask(taskId('work'), toPath('/'), never),
	];

	assert.deepEqual(replies, [
		{type: 'problem', problem: {state: 'auth', message: 'There is no token file /home/me/key.'}},
		{
			type: 'problem',
			problem: {
				state: 'auth',
				message:
					'The key for Kling must be the access key and the secret key with a colon between them: ACCESS:SECRET.',
			},
		},
	]);
	assert.deepEqual(server.requests, []);
});

test('a fault of the program is none of the service or the key', async context => {
	const fault = new TypeError('x is not a function');
	const api = apiAt(context, [
		accountAt('http://127.0.0.1:9', {
			async readKey() {
				throw fault;
			},
		}),
	]);
	const throwing = () => {
		throw fault;
	};

	await assert.rejects(api.ask(id, query, never), fault);
	await assert.rejects(api.ask(id, throwing, never), fault);
});

test('a key that was refused is read anew before the next question, and that of no other account', async context => {
	const server = await startService(context);
	const reads: string[] = [];
	const account = (profile: string) =>
		accountAt(server.url, {
			profile,
			async readKey({isRefused = false} = {}) {
				reads.push(`${profile}${isRefused ? ' anew' : ''}`);
				return `${profile}-${reads.length}`;
			},
		});
	const api = apiAt(context, [account('one'), account('two')], {profileOf: of => of});
	const [one, two] = [taskId('one'), taskId('two')];

	await api.ask(one, query, never);
	api.keyRefused(one);
	api.keyRefused(one);
	await api.ask(two, query, never);
	await api.ask(one, query, never);
	await api.ask(one, query, never);

	assert.deepEqual(reads, ['one', 'two', 'one anew', 'one']);
	assert.deepEqual(
		server.requests.map(({headers}) => headers.authorization),
		['Bearer one-1', 'Bearer two-2', 'Bearer one-3', 'Bearer one-4'],
	);
});

test('a key that the service repeats does not come back', async context => {
	const server = await startService(
		context,
		'{"error":"Incorrect API key provided: sk-1234567890, again sk-1234567890"}',
	);
	const api = apiAt(context, [accountAt(server.url, {key: 'sk-1234567890'})]);

	const reply = await api.ask(id, query, never);

	assert.equal(reply.type === 'text' && reply.text, '{"error":"Incorrect API key provided: [key], again [key]"}');
});

/** All that a request holds, with what a signed token says. */
const textOf = ({path, headers}: RecordedRequest): string => {
	const signed = (headers.authorization ?? '').replace('Bearer ', '').split('.');
	return [path, JSON.stringify(headers), ...signed.map(part => Buffer.from(part, 'base64url').toString())].join(' ');
};

const hostile = fc.constantFrom('', '@HOST', '.HOST', '//HOST', '/\\HOST', 'http://HOST', ':80@HOST', '/ok?to=HOST');
const prefix = fc.constantFrom(
	...['', '', '', '', '', '@', 'unknown:', 'gptge/sora:', 'kling/text2video:', 'fal/owner/app:', 'kling/images/../..:'],
	...services.map(({name}) => `${name}:`),
);

test('whatever is watched with whatever profile, a key is seen by no host but that of its account', async context => {
	const servers = await Promise.all([1, 2, 3].map(async () => startService(context)));
	const serverOf = (index: number): FakeService => servers[index % servers.length] as FakeService;
	const keyOf = (index: number) => `key-of-${index}-`;
	const account = fc.record({
		service: fc.constantFrom(...services.map(({name}) => name)),
		host: fc.nat({max: 2}),
	});
	const question = fc.record({
		profile: fc.nat({max: 4}),
		prefix,
		id: fc.string({minLength: 1}),
		path: fc.option(hostile),
		to: fc.nat({max: 2}),
		isRefused: fc.boolean(),
	});
	let askedCount = 0;

	await fc.assert(
		fc.asyncProperty(
			fc.array(account, {minLength: 1, maxLength: 4}),
			fc.array(question, {minLength: 1, maxLength: 8}),
			async (chosen, questions) => {
				const before = servers.map(({requests}) => requests.length);
				const accounts = chosen.map(({service, host}, index) =>
					accountAt(serverOf(host).url, {
						service,
						profile: `${index}`,
						key: service === 'kling' ? `${keyOf(index)}a:${keyOf(index)}b` : keyOf(index),
					}),
				);
				let profile = 0;
				const api = apiAt(context, accounts, {profileOf: () => `${profile}`});

				for (const {to, path, isRefused, ...asked} of questions) {
					// One more than there are: a profile that is gone.
					profile = asked.profile % (accounts.length + 1);
					const watch = taskId(asked.prefix + asked.id);
					const host = new URL(serverOf(to).url).host;
					await api.ask(watch, path === null ? query : toPath(path.replace('HOST', host)), never);
					if (isRefused) {
						api.keyRefused(watch);
					}
				}

				for (const [host, {requests}] of servers.entries()) {
					const seen = requests.slice(before[host]).map(textOf);
					askedCount += seen.length;
					for (const [index, {host: own}] of chosen.entries()) {
						assert.ok(own === host || seen.every(text => !text.includes(keyOf(index))), seen.join('\n'));
					}
				}
			},
		),
		{numRuns: 200},
	);

	assert.ok(askedCount > 100, `Only ${askedCount} questions were asked.`);
});
