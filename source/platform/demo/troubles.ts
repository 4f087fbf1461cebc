import type {Trouble} from './demo-task.js';
import {type HttpReply, jsonReply} from './http/reply.js';

const rateLimited = jsonReply(
	429,
	{
		error: {
			message: 'Too many requests, please slow down',
			type: 'rate_limit_error',
			code: 'rate_limit_exceeded',
		},
	},
	{'retry-after': '3'},
);

const badGateway: HttpReply = {
	status: 502,
	headers: {'content-type': 'text/html; charset=utf-8'},
	body: '<!doctype html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n',
};

/**
What stands in the way of an answer.

@param question - How many times the task has been asked about, this time included.
*/
export const troubleReply = (trouble: Trouble | undefined, question: number): HttpReply | undefined => {
	if (!trouble || trouble.type === 'expired-link') {
		return undefined;
	}

	const isNow = question >= trouble.firstQuestion && question < trouble.firstQuestion + trouble.times;
	if (!isNow) {
		return undefined;
	}

	return trouble.type === 'rate-limited' ? rateLimited : badGateway;
};

/**
Whether the links of an answer are too old to work.

@param settledAnswer - How many times the task has been answered for as settled, this time included.
*/
export const areLinksExpired = (trouble: Trouble | undefined, settledAnswer: number): boolean =>
	trouble?.type === 'expired-link' && settledAnswer <= trouble.times;
