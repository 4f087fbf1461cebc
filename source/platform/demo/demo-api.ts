import type {AnswerContext} from './answers/answer.js';
import {fileIdOf, minimaxFile} from './answers/minimax.js';
import {shapes} from './answers/shapes.js';
import type {Catalogue} from './catalogue.js';
import type {DemoTask} from './demo-task.js';
import {type HttpReply, jsonReply} from './http/reply.js';
import type {LinkSigner} from './links.js';
import {momentOf} from './moment.js';
import {areLinksExpired, troubleReply} from './troubles.js';

export type DemoApiOptions = {
	/** Tasks whose seconds count from the start. */
	readonly tasks: readonly DemoTask[];
	/** Tasks whose seconds count from the first question about them. */
	readonly tasksOnDemand: readonly DemoTask[];
	readonly token: string;
	readonly catalogue: Catalogue;
	readonly signer: LinkSigner;
	readonly mediaOrigin: string;
	/** @returns Milliseconds since the Unix epoch. */
	readonly now: () => number;
	readonly pace: number;
};

export type DemoApi = {
	/**
	@param target - Path and query.
	@param authorization - The header of this name.
	*/
	readonly reply: (target: string, authorization: string | undefined) => HttpReply;
};

type TaskRecord = {
	readonly task: DemoTask;
	/** What the task's seconds count from, in milliseconds since the Unix epoch. */
	origin: number | undefined;
	questionCount: number;
	settledAnswerCount: number;
};

const filePath = '/task/minimax/v1/files/retrieve';
const taskPath = /^\/task\/(?<id>[^/]+)$/;

const error = (status: number, message: string, type: string): HttpReply =>
	jsonReply(status, {error: {message, type, param: '', code: type}});

const noSuchPath = error(404, 'Path not found', 'not_found');

const noSuchFile = jsonReply(200, {base_resp: {status_code: 2013, status_msg: 'invalid params, file_id'}});

const decodePart = (part: string): string => {
	try {
		return decodeURIComponent(part);
	} catch {
		// No identifier of ours has a stray percent sign, so it will not be found as it is.
		return part;
	}
};

/**
Answers as the documented services do, by the script and the clock alone. It remembers how often a task was asked about, for its troubles.
*/
export const createDemoApi = (options: DemoApiOptions): DemoApi => {
	const {token, catalogue, signer, mediaOrigin, now, pace} = options;
	const startedAt = now();
	const recordOf = (task: DemoTask, origin: number | undefined): [string, TaskRecord] => [
		task.id,
		{task, origin, questionCount: 0, settledAnswerCount: 0},
	];
	const records = new Map([
		...options.tasks.map(task => recordOf(task, startedAt)),
		...options.tasksOnDemand.map(task => recordOf(task, undefined)),
	]);

	const contextOf = (record: TaskRecord): AnswerContext => {
		const {task} = record;
		const time = now();
		record.origin ??= time;
		const moment = momentOf(task, record.origin, time, pace);
		if (moment.stage !== 'settled') {
			return {task, moment, results: []};
		}

		const {linkStyle: style, linkLifetimeMs: lifetimeMs} = shapes[task.shape];
		record.settledAnswerCount++;
		const issuedAt = areLinksExpired(task.trouble, record.settledAnswerCount) ? time - lifetimeMs - 1000 : time;
		const results = catalogue
			.ofTask(task.id)
			.map(({path, file}) => ({url: `${mediaOrigin}${signer.sign({path, style, issuedAt, lifetimeMs})}`, file}));
		return {task, moment, results};
	};

	const taskReply = (id: string): HttpReply => {
		const record = records.get(id);
		if (!record) {
			return error(404, `Task ${id} was not found`, 'not_found');
		}

		record.questionCount++;
		return (
			troubleReply(record.task.trouble, record.questionCount) ??
			jsonReply(200, shapes[record.task.shape].answer(contextOf(record)))
		);
	};

	const fileReply = (fileId: string): HttpReply => {
		const record = records
			.values()
			.find(({task, origin}) => task.shape === 'minimax' && origin !== undefined && fileIdOf(task.id) === fileId);
		const context = record && contextOf(record);
		return context?.results.length ? jsonReply(200, minimaxFile(context)) : noSuchFile;
	};

	return {
		reply(target, authorization) {
			const url = URL.parse(target, mediaOrigin);
			const id = taskPath.exec(url?.pathname ?? '')?.groups?.['id'];
			if (!url || (id === undefined && url.pathname !== filePath)) {
				return noSuchPath;
			}

			if (authorization !== `Bearer ${token}`) {
				return error(401, 'Invalid token', 'invalid_token');
			}

			return id === undefined ? fileReply(url.searchParams.get('file_id') ?? '') : taskReply(decodePart(id));
		},
	};
};
