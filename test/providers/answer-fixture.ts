import {readdirSync, readFileSync} from 'node:fs';
import {type RawReply, readReply} from '../../source/providers/read-reply.js';
import type {Phase, TaskAnswer} from '../../source/task/task.js';

export type ExpectedOutput =
	| string
	| {readonly file_id: string}
	| {readonly content_path: string}
	| {readonly response_url: string}
	| {readonly bytes: true}
	| {readonly base64: true; readonly mime: string};

/**
A documented answer, and what must be made of it.
*/
export type AnswerFixture = {
	readonly request: {readonly path: string};
	readonly http_status: number;
	readonly content_type: string;
	readonly body?: unknown;
	/** The body byte for byte, where it is no JSON or holds 64-bit integers. */
	readonly body_text?: string;
	readonly expect: {
		readonly phase: Phase;
		readonly terminal: boolean;
		readonly outputs: readonly ExpectedOutput[];
		readonly width: number | null;
		readonly height: number | null;
		readonly duration: number | null;
		readonly progress: number | null;
		readonly createdAt?: string;
		readonly finishedAt?: string;
		readonly error_contains: string | null;
		readonly poll_error?: string;
		readonly follow_up?: {readonly path: string};
	};
};

const folder = new URL('../fixtures/answers/', import.meta.url);

export const answerNames: readonly string[] = readdirSync(folder).sort();

export const loadAnswer = (name: string): AnswerFixture => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

export const rawReplyOf = ({request, http_status, content_type, body, body_text}: AnswerFixture): RawReply => ({
	path: request.path,
	httpStatus: http_status,
	contentType: content_type,
	text: body_text ?? JSON.stringify(body),
});

/**
A reply with HTTP 200 and a JSON body.
*/
export const replyOf = (body: unknown, httpStatus = 200): RawReply => ({
	httpStatus,
	contentType: 'application/json',
	text: JSON.stringify(body),
});

export const readAnswer = (body: unknown): TaskAnswer | undefined => readReply(replyOf(body)).answer;

/**
The outputs of an answer, such as `video https://…`.
*/
export const linksOf = (body: unknown): readonly string[] | undefined =>
	readAnswer(body)?.outputs.map(({kind, place}) => `${kind} ${place.type === 'url' ? place.url : place.type}`);
