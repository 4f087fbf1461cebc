import assert from 'node:assert/strict';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {certificateProblem, usableFiles} from '../../source/platform/certificates.js';
import {createNetwork} from '../../source/platform/network.js';
import {accountAt} from '../helpers/accounts.js';
import {answerFolderFor} from '../helpers/answer-files.js';
import {certificateFile, startTlsService} from '../helpers/tls-service.js';
import {taskId} from '../helpers/watches.js';

const never = new AbortController().signal;
const authority = certificateFile('authority.pem');

const startService = async (context: TestContext, certificate?: Parameters<typeof startTlsService>[1]) => {
	const service = await startTlsService((_, response) => {
		response.writeHead(200, {'content-type': 'application/json'}).end('{}');
	}, certificate);
	context.after(service.close);
	return service;
};

/** What comes of asking these services, each with an account of its own. */
const ask = async (
	context: TestContext,
	accounts: readonly {readonly url: string; readonly caFile?: string}[],
	certificateFile?: string,
) => {
	const network = createNetwork({
		accounts: accounts.map(({url, caFile}, index) => accountAt(url, {profile: String(index), caFile})),
		profileOf: id => id,
		answerFolder: answerFolderFor(context),
		version: '1.2.3',
		now: Date.now,
		certificateFile,
	});
	context.after(network.close);
	return Promise.all(
		accounts.map(async (_, index) =>
			network.askTask(taskId(String(index)), never).then(
				() => 'answered',
				({message}: Error) => message.replaceAll(/:\d+/gv, ''),
			),
		),
	);
};

test('an authority of the user’s own is trusted by the profile that names it, and by no other', async context => {
	const {url} = await startService(context);

	assert.deepEqual(await ask(context, [{url, caFile: authority}, {url}]), [
		'answered',
		'localhost is out of reach: its certificate cannot be verified',
	]);
});

test('the authority that SSL_CERT_FILE names is trusted for all, and is passed over where there is none', async context => {
	const {url} = await startService(context);

	assert.deepEqual(await ask(context, [{url}], authority), ['answered']);
	assert.deepEqual(await ask(context, [{url, caFile: authority}], '/nowhere.pem'), ['answered']);
});

test('an expired, a self-signed and another host’s certificate are each called so', async context => {
	const [expired, selfSigned, host] = await Promise.all([
		startService(context, 'expired'),
		startService(context, 'self-signed'),
		startService(context),
	]);

	assert.deepEqual(
		await ask(context, [
			{url: expired.url, caFile: authority},
			{url: selfSigned.url, caFile: authority},
			{url: host.url.replace('localhost', '127.0.0.1'), caFile: authority},
		]),
		[
			'localhost is out of reach: its certificate has expired',
			'localhost is out of reach: its certificate is self-signed',
			'127.0.0.1 is out of reach: its certificate is for another name',
		],
	);
});

test('a file of certificates that cannot be used is told instead of asking', async context => {
	const folder = await mkdtemp(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(async () => rm(folder, {recursive: true}));
	const noCertificates = path.join(folder, 'ca.pem');
	await writeFile(noCertificates, 'hello');
	const service = await startService(context);

	const [told] = await ask(context, [{url: service.url, caFile: path.join(folder, 'none.pem')}]);

	assert.match(told ?? '', /^localhost is out of reach: The certificates in .*none\.pem cannot be used: ENOENT/v);
	assert.match(certificateProblem(noCertificates) ?? '', /ca\.pem cannot be used: there are none in it$/v);
	assert.deepEqual(usableFiles([authority, noCertificates, undefined]), [authority]);
	assert.deepEqual(service.requests, []);
});
