import type {ServerResponse} from 'node:http';
import {type AnswerFixture, rawReplyOf} from '../providers/answer-fixture.js';

type SentAnswer = AnswerFixture & {readonly response_headers?: Readonly<Record<string, string>>};

/**
Send a documented answer as the service does, byte for byte; nothing documented is a 404.
*/
export const sendAnswer = (response: ServerResponse, fixture: SentAnswer | undefined): void => {
	if (!fixture) {
		response.writeHead(404, {'content-type': 'text/plain'}).end('Nobody should have asked for this');
		return;
	}

	const {httpStatus, contentType, text} = rawReplyOf(fixture);
	response.writeHead(httpStatus, {'content-type': contentType, ...fixture.response_headers}).end(text);
};
