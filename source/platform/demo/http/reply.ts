import type {ServerResponse} from 'node:http';

export type HttpReply = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
};

type Headers = HttpReply['headers'];

/**
@param body - Text is taken as JSON already.
*/
export const jsonReply = (status: number, body: unknown, headers: Headers = {}): HttpReply => ({
	status,
	headers: {'content-type': 'application/json; charset=utf-8', ...headers},
	body: typeof body === 'string' ? body : JSON.stringify(body),
});

/**
An error of an object store.
*/
export const xmlError = (status: number, code: string, message: string, headers: Headers = {}): HttpReply => ({
	status,
	headers: {'content-type': 'application/xml', ...headers},
	body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>\n`,
});

export const send = (response: ServerResponse, {status, headers, body}: HttpReply): void => {
	response.writeHead(status, {...headers, 'content-length': Buffer.byteLength(body)}).end(body);
};
