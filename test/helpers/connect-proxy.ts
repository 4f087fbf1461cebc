import {createServer, type IncomingMessage, request as send} from 'node:http';
import {type AddressInfo, connect, type Socket} from 'node:net';

export type ConnectProxy = {
	readonly host: string;
	/** Without a slash at the end. */
	readonly url: string;
	/** What it was asked for: `CONNECT HOST:PORT` or `GET ADDRESS`, with the headers that came along. */
	readonly requests: readonly {readonly line: string; readonly headers: IncomingMessage['headers']}[];
	readonly close: () => Promise<void>;
};

/**
A real HTTP proxy. Whatever it is asked for, it goes to a port of this machine.

@param targetPort - Where it leads to.
@param status - What it answers with instead of going anywhere.
*/
export const startConnectProxy = async (
	targetPort: number,
	{status}: {readonly status?: number | undefined} = {},
): Promise<ConnectProxy> => {
	const requests: {line: string; headers: IncomingMessage['headers']}[] = [];
	const sockets = new Set<Socket>();
	const note = ({method, url, headers}: IncomingMessage) => requests.push({line: `${method} ${url}`, headers});

	const server = createServer((request, response) => {
		note(request);
		if (status !== undefined) {
			response.writeHead(status).end();
			return;
		}

		const {pathname, search} = new URL(request.url ?? '');
		send(
			{port: targetPort, host: '127.0.0.1', path: pathname + search, method: request.method, headers: request.headers},
			answer => {
				response.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(response);
			},
		).end();
	});
	server.on('connection', socket => sockets.add(socket));
	server.on('connect', (request, client: Socket, head) => {
		note(request);
		if (status !== undefined) {
			client.end(`HTTP/1.1 ${status} No\r\n\r\n`);
			return;
		}

		const target = connect(targetPort, '127.0.0.1', () => {
			client.write('HTTP/1.1 200 Connection established\r\n\r\n');
			target.write(head);
			target.pipe(client).pipe(target);
		});
		sockets.add(target);
		for (const socket of [target, client]) {
			// The other end is gone; nobody waits for more.
			socket.on('error', () => {
				target.destroy();
				client.destroy();
			});
		}
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;

	return {
		host: `127.0.0.1:${port}`,
		url: `http://127.0.0.1:${port}`,
		requests,
		close: async () =>
			new Promise(resolve => {
				server.close(() => resolve());
				for (const socket of sockets) {
					socket.destroy();
				}
			}),
	};
};
