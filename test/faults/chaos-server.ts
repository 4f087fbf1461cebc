import type {AddressInfo} from 'node:net';
import {createServer, type Socket} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Cleanup} from '../helpers/cleanup.js';

/**
An answer, right or wrong, as data. Offsets count the bytes of the body as they are sent, its framing included.
*/
export type Scenario = {
	/** @default 200 */
	readonly status?: number;
	/** A header with several values is sent several times. */
	readonly headers?: Readonly<Record<string, string | readonly string[]>>;
	/** @default '' */
	readonly body?: string | Uint8Array;
	/** How the end of the body is told: by its length, by chunks, or by the end of the connection alone. A `content-length` in the headers stands for itself. @default 'length' */
	readonly framing?: 'length' | 'chunked' | 'close';
	/** Sent instead of all that is said above. */
	readonly raw?: string | Uint8Array;
	/** Sent before the status line, such as the interim answers of 1xx. */
	readonly preamble?: string;
	/** The body begins again when it is over, for ever. */
	readonly isEndless?: boolean;
	/** Nothing ever comes. */
	readonly isSilent?: boolean;
	/** Before the first byte. */
	readonly delayMs?: number;
	/** The body goes slice by slice. */
	readonly sliceBytes?: number;
	/** So many bytes of the body in a second. */
	readonly dripBps?: number;
	/** From this byte of the body on nothing more comes, and the connection stays. */
	readonly hangAt?: number;
	/** At this byte of the body the connection ends. */
	readonly cutAt?: number;
	/** At this byte of the body the connection is reset. */
	readonly rstAt?: number;
	/** Settles when the connection may be cut or reset. */
	readonly beforeCut?: () => Promise<void>;
};

export type ChaosRequest = {
	readonly method: string;
	/** With the query. */
	readonly path: string;
	/** The head as it came. */
	readonly head: string;
	readonly headers: ReadonlyMap<string, string>;
};

/**
@param count - How many requests for the same path came before.
*/
export type Answer = (request: ChaosRequest, count: number) => Scenario;

export type ChaosServer = {
	readonly url: string;
	readonly host: string;
	readonly requests: readonly ChaosRequest[];
	/** How many connections there were at most at one time. */
	readonly mostConnections: () => number;
};

/** One scenario after the other for each path, and the last one for ever. */
export const inTurn =
	(...scenarios: readonly Scenario[]): Answer =>
	(_, count) =>
		scenarios[Math.min(count, scenarios.length - 1)] ?? {};

export const json = (value: unknown, scenario: Scenario = {}): Scenario => ({
	...scenario,
	headers: {'content-type': 'application/json', ...scenario.headers},
	body: JSON.stringify(value),
});

const parseHead = (head: string): ChaosRequest => {
	const [requestLine = '', ...lines] = head.split('\r\n');
	const [method = '', path = ''] = requestLine.split(' ');
	const headers = lines.map(line => {
		const colon = line.indexOf(':');
		return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
	});
	return {method, path, head, headers: new Map(headers)};
};

const bytesOf = (data: string | Uint8Array): Buffer =>
	typeof data === 'string' ? Buffer.from(data) : Buffer.from(data);

const chunked = (body: Buffer): Buffer =>
	Buffer.concat([bytesOf(`${body.length.toString(16)}\r\n`), body, bytesOf('\r\n0\r\n\r\n')]);

const headOf = ({status = 200, headers = {}, framing = 'length', preamble = ''}: Scenario, body: Buffer): string => {
	const hasLength = 'content-length' in headers || framing !== 'length';
	const lines = Object.entries({
		date: new Date().toUTCString(),
		...(!hasLength && {'content-length': `${body.length}`}),
		...(framing === 'chunked' && {'transfer-encoding': 'chunked'}),
		...(framing === 'close' && {connection: 'close'}),
		...headers,
	}).flatMap(([name, values]) => [values].flat().map(value => `${name}: ${value}\r\n`));
	return `${preamble}HTTP/1.1 ${status} ${status < 400 ? 'OK' : 'Error'}\r\n${lines.join('')}\r\n`;
};

/** Until the connection takes more, or is no more. */
const written = async (socket: Socket, data: Uint8Array): Promise<void> =>
	new Promise(resolve => {
		socket.write(data, () => resolve());
	});

const sendBody = async (socket: Socket, body: Buffer, scenario: Scenario): Promise<void> => {
	const {dripBps, hangAt, cutAt, rstAt, isEndless} = scenario;
	const endAt = Math.min(hangAt ?? body.length, cutAt ?? body.length, rstAt ?? body.length);
	const sliceBytes = scenario.sliceBytes ?? (dripBps === undefined ? Math.max(1, endAt) : 1);
	do {
		for (let offset = 0; offset < endAt && !socket.destroyed; offset += sliceBytes) {
			await written(socket, body.subarray(offset, Math.min(endAt, offset + sliceBytes)));
			if (dripBps !== undefined) {
				await sleep((sliceBytes / dripBps) * 1000);
			}
		}
	} while (isEndless && !socket.destroyed);
};

const send = async (socket: Socket, scenario: Scenario): Promise<void> => {
	const {raw, body = '', framing, delayMs = 0, isSilent, hangAt, cutAt, rstAt, beforeCut} = scenario;
	if (isSilent) {
		return;
	}

	if (delayMs > 0) {
		await sleep(delayMs);
	}

	const bytes = bytesOf(body);
	socket.write(raw ?? headOf(scenario, bytes));
	if (raw === undefined) {
		await sendBody(socket, framing === 'chunked' ? chunked(bytes) : bytes, scenario);
	}

	if (cutAt !== undefined || rstAt !== undefined) {
		await beforeCut?.();
	}

	if (rstAt !== undefined) {
		socket.resetAndDestroy();
	} else if (hangAt === undefined && (raw !== undefined || cutAt !== undefined || framing === 'close')) {
		socket.end();
	}
};

/**
A server on a free port of the loopback interface that answers as well or as badly as it is told.
*/
export const startChaosServer = async (context: Cleanup, answer: Answer): Promise<ChaosServer> => {
	const requests: ChaosRequest[] = [];
	const counts = new Map<string, number>();
	const sockets = new Set<Socket>();
	let most = 0;

	const take = (socket: Socket, head: string): void => {
		const request = parseHead(head);
		const count = counts.get(request.path) ?? 0;
		counts.set(request.path, count + 1);
		requests.push(request);
		void send(socket, answer(request, count));
	};

	const server = createServer(socket => {
		sockets.add(socket);
		most = Math.max(most, sockets.size);
		let received = '';
		socket.on('error', () => undefined);
		socket.on('close', () => sockets.delete(socket));
		socket.on('data', data => {
			received += data.toString('latin1');
			for (let end = received.indexOf('\r\n\r\n'); end >= 0; end = received.indexOf('\r\n\r\n')) {
				take(socket, received.slice(0, end));
				received = received.slice(end + 4);
			}
		});
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	context.after(
		async () =>
			new Promise(resolve => {
				server.close(() => resolve());
				for (const socket of sockets) {
					socket.destroy();
				}
			}),
	);
	const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {url: `http://${host}`, host, requests, mostConnections: () => most};
};
