import {readFileSync} from 'node:fs';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {createServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import {fileURLToPath} from 'node:url';
import type {FakeService, RecordedRequest} from './fake-service.js';

/** @param name - Such as `authority.pem`. */
export const certificateFile = (name: string): string =>
	fileURLToPath(new URL(`../fixtures/certificates/${name}`, import.meta.url));

/**
The same as a fake service, over TLS. The certificates are for `localhost`, `api.example.test`, `media.example.test` and `proxy.example.test`.

@param certificate - What it shows: `host` is vouched for by `authority`.
*/
export const startTlsService = async (
	handler: (request: IncomingMessage, response: ServerResponse) => void,
	certificate: 'host' | 'expired' | 'self-signed' = 'host',
): Promise<FakeService & {readonly port: number}> => {
	const requests: RecordedRequest[] = [];
	const server = createServer(
		{
			key: readFileSync(certificateFile('host.key')),
			cert: readFileSync(certificateFile(`${certificate}.pem`)),
		},
		(request, response) => {
			requests.push({method: request.method ?? '', path: request.url ?? '', headers: request.headers});
			handler(request, response);
		},
	);
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;

	return {
		url: `https://localhost:${port}`,
		port,
		requests,
		close: async () =>
			new Promise(resolve => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
};
