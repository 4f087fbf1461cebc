import assert from 'node:assert/strict';
import type {IncomingMessage, ServerResponse} from 'node:http';
import type {LookupFunction} from 'node:net';
import {type TestContext, test} from 'node:test';
import {request} from 'undici';
import {readConnections} from '../../source/platform/connections.js';
import {createNetwork, type Network} from '../../source/platform/network.js';
import {createAgent} from '../../source/platform/proxied-agent.js';
import {readProxies} from '../../source/platform/proxies.js';
import {DownloadError, UsageError} from '../../source/task/errors.js';
import {accountAt} from '../helpers/accounts.js';
import {answerFolderFor} from '../helpers/answer-files.js';
import {startConnectProxy} from '../helpers/connect-proxy.js';
import {startFakeService} from '../helpers/fake-service.js';
import {certificateFile, startTlsService} from '../helpers/tls-service.js';
import {taskId} from '../helpers/watches.js';

const never = new AbortController().signal;
const id = taskId('314052875571396');
const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

const answer = (_: IncomingMessage, response: ServerResponse): void => {
	response.writeHead(200, {'content-type': 'application/json'}).end('{}');
};

const servePicture = (_: IncomingMessage, response: ServerResponse): void => {
	response.writeHead(200, {'content-type': 'image/png'}).end(picture);
};

type Start = {
	readonly baseUrl?: string;
	readonly serve?: (request: IncomingMessage, response: ServerResponse) => void;
	/** What the proxy answers with instead of going on. */
	readonly status?: number;
	readonly isProxyUp?: boolean;
};

const networkAt = (
	context: TestContext,
	url: string,
	environment: Readonly<Record<string, string>>,
	caFile?: string,
): Network => {
	const network = createNetwork({
		accounts: [accountAt(url, {key: 'sk-CANARY-1234', caFile})],
		profileOf: () => 'default',
		answerFolder: answerFolderFor(context),
		version: '1.2.3',
		now: Date.now,
		...readConnections(environment),
	});
	context.after(network.close);
	return network;
};

/** A network with a proxy that leads to a service on this machine, whatever it is asked for. */
const start = async (
	context: TestContext,
	{baseUrl = 'https://api.example.test', serve = answer, status, isProxyUp = true}: Start = {},
) => {
	const service = await (baseUrl.startsWith('https:') ? startTlsService : startFakeService)(serve);
	const proxy = await startConnectProxy(Number(new URL(service.url).port), {status});
	context.after(async () => Promise.all([service.close(), isProxyUp && proxy.close()]));
	if (!isProxyUp) {
		await proxy.close();
	}

	const environment = {HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url};
	const network = networkAt(context, baseUrl, environment, certificateFile('authority.pem'));
	return {service, proxy, network};
};

const lines = ({requests}: {readonly requests: readonly {readonly line: string}[]}) => requests.map(({line}) => line);

test('an API is asked through the proxy, which sees no token', async context => {
	const {service, proxy, network} = await start(context);

	await network.askTask(id, never);

	assert.equal(service.requests[0]?.headers.authorization, 'Bearer sk-CANARY-1234');
	assert.deepEqual(lines(proxy), ['CONNECT api.example.test:443']);
	assert.doesNotMatch(JSON.stringify(proxy.requests), /CANARY/v);
});

test('files come through the proxy too, with neither the token nor the proxy’s password', async context => {
	const {service, proxy, network} = await start(context, {
		serve: servePicture,
	});

	const media = await network.openMedia('https://192.0.2.1/a.png?sign=1', never);

	assert.deepEqual(Buffer.concat(await Array.fromAsync(media.chunks)), picture);
	assert.deepEqual(lines(proxy), ['CONNECT 192.0.2.1:443']);
	assert.doesNotMatch(JSON.stringify([service.requests, proxy.requests]), /CANARY|proxy-authorization/v);
});

test('a file by http is asked for with its whole address, and with the proxy’s password for the proxy alone', async context => {
	const {service, proxy, network} = await start(context, {baseUrl: 'http://api.example.test', serve: servePicture});
	const http_proxy = proxy.url.replace('//', '//me:pass%40word@');
	const withPassword = networkAt(context, 'http://api.example.test', {http_proxy});

	for (const each of [network, withPassword]) {
		const {chunks} = await each.openMedia('http://192.0.2.1/a.png', never);
		assert.deepEqual(Buffer.concat(await Array.fromAsync(chunks)), picture);
	}

	assert.deepEqual(lines(proxy), ['GET http://192.0.2.1/a.png', 'GET http://192.0.2.1/a.png']);
	assert.deepEqual(
		proxy.requests.map(({headers}) => headers['proxy-authorization']),
		[undefined, `Basic ${Buffer.from('me:pass@word').toString('base64')}`],
	);
	assert.doesNotMatch(JSON.stringify([service.requests, proxy.requests]), /CANARY/v);
});

test('an API by http is asked directly, as the proxy would read the token', async context => {
	const {proxy} = await start(context, {baseUrl: 'http://api.example.test'});
	// Nobody listens there, and it is none of the addresses that are always asked directly.
	const network = networkAt(context, 'http://127.0.0.2:1', {HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url});

	await assert.rejects(network.askTask(id, never), {message: '127.0.0.2:1 is out of reach: connection refused'});

	assert.deepEqual(lines(proxy), []);
});

test('what NO_PROXY names and what is on this machine is asked without the proxy', async context => {
	const {service, proxy} = await start(context, {baseUrl: 'http://127.0.0.1'});
	const ask = async (environment: Readonly<Record<string, string>>) =>
		networkAt(context, service.url, {HTTP_PROXY: proxy.url, ...environment}).askTask(id, never);

	await ask({});
	await ask({NO_PROXY: '*'});

	assert.equal(service.requests.length, 2);
	assert.deepEqual(lines(proxy), []);
});

test('a link may not lead to a private address by way of the proxy', async context => {
	const {proxy, network} = await start(context);
	const refused = {name: 'DownloadError', failure: 'content', message: /private address/v};

	for (const link of ['https://10.0.0.1/a.png', 'https://[fd00::1]/a.png', 'https://127.0.0.1/a.png']) {
		await assert.rejects(network.openMedia(link, never), refused, link);
	}

	assert.deepEqual(lines(proxy), []);
});

test('a name is looked up here before the proxy is asked; what is not known here is left to it, but for names of a network within', async context => {
	const {proxy} = await start(context, {baseUrl: 'http://api.example.test'});
	const lookup: LookupFunction = (name, _, callback) =>
		callback(
			name === 'inside.example.test'
				? new DownloadError('content', 'The link leads to a private address: inside.example.test')
				: Object.assign(new Error('no such name'), {code: 'ENOTFOUND'}),
			'',
		);
	const agent = createAgent({connect: {}, proxies: readProxies({HTTP_PROXY: proxy.url}), lookup});
	context.after(async () => agent.destroy());
	const ask = async (host: string) =>
		request(`http://${host}/`, {dispatcher: agent}).then(
			async ({body}) => body.text(),
			({message}: Error) => message,
		);

	assert.deepEqual(await Promise.all(['media.example.test', 'inside.example.test', 'wiki', 'a.internal'].map(ask)), [
		'{}',
		'The link leads to a private address: inside.example.test',
		'The link leads to a private address: wiki',
		'The link leads to a private address: a.internal',
	]);
	assert.deepEqual(lines(proxy), ['GET http://media.example.test/']);
});

test('whatever a proxy refuses is told of the proxy', async context => {
	const reasonOf = async (options: Start) => {
		const {network, proxy} = await start(context, options);
		const error = await network.askTask(id, never).catch((thrown: unknown) => thrown);
		return (error as Error).message.replace(proxy.host, 'PROXY');
	};

	assert.deepEqual(await Promise.all([{status: 407}, {status: 403}, {status: 502}].map(reasonOf)), [
		'api.example.test is out of reach: the proxy wants a user name and a password (HTTP 407); put them into its address',
		'api.example.test is out of reach: the proxy does not let us (HTTP 403)',
		'api.example.test is out of reach: the proxy did not get through to it (HTTP 502)',
	]);
});

test('a proxy that wants a password for a file by http is told as such', async context => {
	const {network} = await start(context, {status: 407, baseUrl: 'http://api.example.test'});

	await assert.rejects(network.openMedia('http://192.0.2.1/a.png', never), {
		message:
			'192.0.2.1 is out of reach: the proxy wants a user name and a password (HTTP 407); put them into its address',
	});
});

test('a proxy that is out of reach is told as such, for an API and for a file', async context => {
	const {network, proxy} = await start(context, {isProxyUp: false});
	const reason = (host: string) => `the proxy ${host} cannot be reached (connection refused)`;

	await assert.rejects(network.askTask(id, never), {
		name: 'UnreachableError',
		message: `api.example.test is out of reach: ${reason(proxy.host)}`,
	});
	for (const link of ['https://192.0.2.1/a.png', 'http://192.0.2.1/a.png']) {
		await assert.rejects(network.openMedia(link, never), {
			name: 'DownloadError',
			failure: 'transient',
			message: `192.0.2.1 is out of reach: ${reason(proxy.host)}`,
		});
	}
});

test('small letters come first, and what is for all is for what nothing else is for', () => {
	const urlsOf = (environment: Readonly<Record<string, string>>) => {
		const {https, http, exceptions} = readProxies(environment);
		return [https?.url.host, https?.origin, http?.url.host, exceptions[0]];
	};

	assert.deepEqual(urlsOf({}), [undefined, undefined, undefined, 'localhost']);
	assert.deepEqual(urlsOf({https_proxy: 'one:1', HTTPS_PROXY: 'two:2', NO_PROXY: 'a, b'}), [
		...['one:1', 'https_proxy', undefined, 'a'],
	]);
	assert.deepEqual(urlsOf({ALL_PROXY: 'http://three:3', HTTP_PROXY: 'four:4'}), [
		...['four:4', 'HTTP_PROXY', 'four:4', 'localhost'],
	]);
	assert.deepEqual(urlsOf({ALL_PROXY: 'http://three:3'}), ['three:3', 'ALL_PROXY', 'three:3', 'localhost']);
});

test('what is no proxy that can be used is refused, and no password repeated', () => {
	assert.throws(
		() => readProxies({HTTPS_PROXY: 'http://'}),
		new UsageError('HTTPS_PROXY must be the address of a proxy such as http://proxy.example:3128.'),
	);
	assert.throws(
		() => readProxies({all_proxy: 'socks5://me:secret@proxy.example:1080'}),
		new UsageError(
			'all_proxy names a socks5 proxy, but only http and https proxies can be used. Name one with HTTPS_PROXY, or unset all_proxy.',
		),
	);
});
