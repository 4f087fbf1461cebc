import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Home} from '../helpers/built-program.js';
import {makeCanary} from '../helpers/canary.js';
import {type RecordedRequest, startFakeService} from '../helpers/fake-service.js';

export type Reply = {
	/** @default 200 */
	readonly httpStatus?: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: unknown;
};

/**
An account of a service with tasks, and the host on another origin that serves what they made.
*/
export type FakeAccount = AsyncDisposable & {
	readonly apiUrl: string;
	/** The host of results, which refuses all but the links that `serve` gives. */
	readonly mediaUrl: string;
	readonly token: string;
	readonly apiRequests: readonly RecordedRequest[];
	readonly mediaRequests: readonly RecordedRequest[];
	/** From now on the question for this path of the API is answered so; `undefined` leaves it without an answer. */
	readonly answer: (path: string, reply: Reply | undefined) => void;
	/** From now on this is what the service says of a task. */
	readonly tell: (id: string, body: unknown) => void;
	/** @returns The signed link to these bytes. */
	readonly serve: (name: string, bytes: Buffer, contentType: string) => string;
	/** @returns The same for a video, and the host tells its size. */
	readonly serveSized: (name: string, bytes: Buffer) => string;
	/** @returns The link to a file of which some bytes come, and then none for ever. */
	readonly serveBeginning: (name: string, bytes: Buffer) => string;
	/** @returns The link to a file that stops coming after so many bytes, and whose rest comes when that is asked for. */
	readonly serveInterrupted: (name: string, bytes: Buffer, beginningBytes: number) => string;
};

const unknownTask: Reply = {
	httpStatus: 404,
	body: {error: {message: 'No such task', type: 'invalid_request_error', code: 'not_found'}},
};

const send = (response: ServerResponse, {httpStatus = 200, headers = {}, body}: Reply): void => {
	response.writeHead(httpStatus, {'content-type': 'application/json', ...headers});
	response.end(JSON.stringify(body));
};

type SendFile = (response: ServerResponse, request: IncomingMessage) => void;

const etag = '"v1"';

const sendRest = (response: ServerResponse, bytes: Buffer, start: number): void => {
	response.writeHead(206, {
		etag,
		'content-length': bytes.length - start,
		'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}`,
	});
	response.end(bytes.subarray(start));
};

export const startFakeAccount = async (): Promise<FakeAccount> => {
	const replies = new Map<string, Reply | undefined>();
	const files = new Map<string, SendFile>();
	const media = await startFakeService((request, response) => {
		const sendFile = files.get(request.url ?? '');
		if (sendFile) {
			sendFile(response, request);
		} else {
			response.writeHead(403).end('The signature does not match');
		}
	});
	const addFile = (name: string, sendFile: SendFile): string => {
		const path = `/${name}?Expires=1900000000&Signature=a%2Bb%2Fc%3D`;
		files.set(path, sendFile);
		return media.url + path;
	};
	const api = await startFakeService(
		(request, response) => {
			const path = request.url ?? '';
			const reply = replies.has(path) ? replies.get(path) : unknownTask;
			if (reply) {
				send(response, reply);
			}
		},
		{isApi: true},
	);

	return {
		apiUrl: api.url,
		mediaUrl: media.url,
		token: makeCanary(),
		apiRequests: api.requests,
		mediaRequests: media.requests,

		answer(path, reply) {
			replies.set(path, reply);
		},

		tell(id, body) {
			replies.set(`/task/${id}`, {body});
		},

		serve: (name, bytes, contentType) =>
			addFile(name, response => response.writeHead(200, {'content-type': contentType}).end(bytes)),

		serveSized: (name, bytes) =>
			addFile(name, response =>
				response.writeHead(200, {'content-type': 'video/mp4', 'content-length': bytes.length}).end(bytes),
			),

		serveBeginning: (name, bytes) =>
			addFile(name, response => response.writeHead(200, {'content-type': 'video/mp4'}).write(bytes)),

		serveInterrupted: (name, bytes, beginningBytes) =>
			addFile(name, (response, {headers}) => {
				const [, start] = /^bytes=(\d+)-$/.exec(headers['if-range'] === etag ? (headers.range ?? '') : '') ?? [];
				if (start !== undefined) {
					sendRest(response, bytes, Number(start));
					return;
				}

				response.writeHead(200, {'content-type': 'video/mp4', 'content-length': bytes.length, etag});
				response.write(bytes.subarray(0, beginningBytes));
			}),

		async [Symbol.asyncDispose]() {
			await Promise.all([api.close(), media.close()]);
		},
	};
};

/**
How the program is started to watch tasks of this account, asking often.
*/
export const watching = (account: FakeAccount, home: Home, ...args: readonly string[]) => ({
	home,
	args: [
		...['--base-url', account.apiUrl],
		...['--output-dir', home.outputFolder],
		...['--state-dir', home.stateFolder],
		...args,
	],
	env: {TASKWATCH_TOKEN: account.token, TASKWATCH_INTERVAL: '0.05'},
});
