import {createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

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
	/** Cut all connections and free the port. */
	readonly close: () => Promise<void>;
};

/**
A real HTTP server on a free port of the loopback interface.

@param handler - Answers a request, or leaves it unanswered until the service is closed.
*/
export const startFakeService = async (
	handler: (request: IncomingMessage, response: ServerResponse) => void,
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
		close: async () =>
			new Promise(resolve => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
};
