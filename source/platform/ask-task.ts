import type {AskTask, Reply} from '../engine/ports.js';
import {linkEnd} from '../providers/lifetime.js';
import {readBare} from '../providers/read-bare.js';
import type {RawReply} from '../providers/read-reply.js';
import {taskPathOf} from '../providers/services/route.js';
import type {Reading} from '../task/reading.js';
import type {Output, TaskAnswer, TaskId} from '../task/task.js';
import type {AccountApi} from './account-api.js';
import type {AnswerFiles} from './answer-files.js';
import {createFilesInAnswer, type FilesInAnswer} from './files-in-answer.js';

export type AskTaskOptions = {
	readonly api: AccountApi;
	readonly readReply: (reply: RawReply) => Reading;
	/** A new file for one that an answer holds. */
	readonly makeFile: AnswerFiles['make'];
	/** @returns Milliseconds since the Unix epoch. */
	readonly now: () => number;
};

/** The path of an answer that holds the outputs, where the first answer names one. */
const answerPath = ({outputs}: TaskAnswer): string | undefined =>
	outputs.flatMap(({place}) => (place.type === 'content' && place.isAnswer ? [place.path] : []))[0];

/**
Asks about a task: the question itself, and a second one where the service tells its results apart. When links end is added to them.
*/
export const createAskTask = ({api, readReply, makeFile, now}: AskTaskOptions): AskTask => {
	const askWith = async (
		files: FilesInAnswer,
		id: TaskId,
		path: string | undefined,
		signal: AbortSignal,
	): Promise<Reply> => {
		let asked = path ?? '';
		const reply = await api.ask(
			id,
			route => {
				asked = path ?? taskPathOf(route);
				return {method: 'GET', path: asked};
			},
			signal,
			files.take,
		);
		const {retryAfterMs} = reply;
		switch (reply.type) {
			case 'text': {
				const {httpStatus, contentType, text} = reply;
				const reading = readReply({httpStatus, contentType, text, path: asked});
				if (reading.problem?.state === 'auth') {
					api.keyRefused(id);
				}

				return {...reading, ...(reading.answer && {answer: await files.placed(reading.answer)}), retryAfterMs};
			}

			case 'media': {
				reply.discard();
				const {httpStatus, contentType} = reply;
				return (
					readBare({httpStatus, contentType, text: '', path: asked}) ?? {
						problem: {state: 'bad_response', message: 'The service sent a file where an answer was expected'},
					}
				);
			}

			default: {
				return {problem: reply.problem, retryAfterMs};
			}
		}
	};

	const ask = async (id: TaskId, path: string | undefined, signal: AbortSignal): Promise<Reply> => {
		const files = createFilesInAnswer(makeFile);
		try {
			return await askWith(files, id, path, signal);
		} finally {
			await files.close();
		}
	};

	const withEnds = ({answer, ...reply}: Reply): Reply => {
		const answeredAt = now();
		const outputs = answer?.outputs.map((output): Output => {
			const {place, expiresAt} = output;
			const end = expiresAt ?? (place.type === 'url' ? linkEnd(place.url, answeredAt, answer.family) : undefined);
			return end === undefined ? output : {...output, expiresAt: end};
		});
		return answer && outputs ? {...reply, answer: {...answer, outputs}} : reply;
	};

	return async (id, signal) => {
		const reply = await ask(id, undefined, signal);
		const path = reply.answer && answerPath(reply.answer);
		if (path === undefined || !reply.answer) {
			return withEnds(reply);
		}

		const {answer: result, ...rest} = await ask(id, path, signal);
		// The results are of the second answer, the service's word for the task is of the first.
		const {statusText} = reply.answer;
		return withEnds(result ? {...rest, answer: {...result, ...(statusText !== undefined && {statusText})}} : rest);
	};
};
