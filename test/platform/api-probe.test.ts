import assert from 'node:assert/strict';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {type TestContext, test} from 'node:test';
import {probeApi} from '../../source/platform/api-probe.js';
import {accountAt} from '../helpers/accounts.js';
import {startFakeService} from '../helpers/fake-service.js';
import {certificateFile, startTlsService} from '../helpers/tls-service.js';

const now = () => Date.UTC(2030, 0, 1);

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const refuse: Handler = ({headers}, response) => {
	response
		.writeHead(401, {'content-type': 'application/json', date: 'Tue, 01 Jan 2030 00:00:10 GMT'})
		.end(JSON.stringify({error: {message: `Bad key: ${headers.authorization}`, code: 'invalid_api_key'}}));
};

const probe = async (context: TestContext, handler: Handler, {isSecure = false, key = 'sk-CANARY-1234'} = {}) => {
	const service = await (isSecure ? startTlsService : startFakeService)(handler);
	context.after(service.close);
	const account = accountAt(service.url, {caFile: certificateFile('authority.pem')});
	return {
		service,
		result: await probeApi({account, key: key === '' ? undefined : key, connections: {}, version: '1.2.3', now}),
	};
};

test('a refusal is told with its status and the service’s clock, and never repeats the key', async context => {
	const {service, result} = await probe(context, refuse);
	const {answer} = result;

	assert.ok(typeof answer === 'object');
	assert.deepEqual(
		[answer.httpStatus, answer.problem?.state, answer.clockAheadMs, result.addresses],
		[401, 'auth', 10_000, ['127.0.0.1']],
	);
	assert.doesNotMatch(JSON.stringify(result), /CANARY/v);
	assert.deepEqual(
		service.requests.map(({method, path, headers}) => [method, path, headers.authorization]),
		[['GET', '/task/taskwatch-doctor-0', 'Bearer sk-CANARY-1234']],
	);
});

test('without a key it is asked without one', async context => {
	const {service} = await probe(context, refuse, {key: ''});

	assert.equal(service.requests[0]?.headers.authorization, undefined);
});

test('over TLS the certificate is told', async context => {
	const {result} = await probe(context, refuse, {isSecure: true});

	assert.deepEqual(result.tls, {
		protocol: 'TLSv1.3',
		issuer: 'taskwatch test authority',
		validUntil: Date.UTC(2120, 0, 1),
	});
});

test('an API that leads elsewhere says so, and one that is not there is out of reach', async context => {
	const {result} = await probe(context, (_, response) => {
		response.writeHead(302, {location: 'https://elsewhere.test/'}).end();
	});
	const gone = await startFakeService(refuse);
	await gone.close();

	const {answer} = await probeApi({account: accountAt(gone.url), key: 'k', connections: {}, version: '1.2.3', now});

	assert.match(
		typeof result.answer === 'object' ? (result.answer.problem?.message ?? '') : '',
		/redirects to elsewhere\.test; check the base URL/v,
	);
	assert.equal(answer, `${new URL(gone.url).host} is out of reach: connection refused`);
});
