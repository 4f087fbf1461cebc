import {createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {assertNoCanary, holdsCanary} from './canary.js';

export type RecordedRequest = {
	readonly method: string;
	/** With the query. */
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
};

export type FakeService = {
	/** Without a slash at the end. */
	readonly url: string;
	/** What has been asked so far, oldest first. */
	readonly requests: readonly RecordedRequest[];
	/** Cut all connections and free the port. Rejects when a request held a key that it may not hold. */
	readonly close: () => Promise<void>;
};

/** Keys belong into the headers of a question to an API, and nowhere else. */
const checkKeys = (requests: readonly RecordedRequest[], isApi: boolean): void => {
	assertNoCanary(requests.map(({method, path}) => [`the path of ${method} ${path.slice(0, 40)}`, path]));
	for (const {method, path, headers} of requests) {
		const text = JSON.stringify(headers);
		if (!isApi) {
			assertNoCanary([[`the headers of ${method} ${path}`, text]]);
		} else if (!holdsCanary(text)) {
			throw new Error(`The key of ${method} ${path} has to be made by \`makeCanary\``);
		}
	}
};

/**
A real HTTP server on a free port of the loopback interface.

@param handler - Answers a request, or leaves it unanswered until the service is closed.
@param isApi - Whether the built program asks here with a key. @default false
*/
export const startFakeService = async (
	handler: (request: IncomingMessage, response: ServerResponse) => void,
	{isApi = false}: {readonly isApi?: boolean} = {},
): Promise<FakeService> => {
	const requests: RecordedRequest[] = [];
	const server = createServer((request, response) => {
		requests.push({method: request.method ?? '', path: request.url ?? '', headers: request.headers});
		handler(request, response);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;

	return {
		url: `http://127.0.0.1:${port}`,
		requests,
		async close() {
			await new Promise<void>(resolve => {
				server.close(() => resolve());
				server.closeAllConnections();
			});
			checkKeys(requests, isApi);
		},
	};
};
