import {routeOf} from '../../source/providers/services/route.js';
import {services} from '../../source/providers/services/services.js';
import type {TaskId} from '../../source/task/task.js';
import {type AnswerFixture, answerNames, loadAnswer} from '../providers/answer-fixture.js';

/**
A documented answer, and the watch by which it is asked for.
*/
export type AskedAnswer = {
	readonly name: string;
	readonly fixture: AnswerFixture;
	readonly provider: string;
	/** With the provider's name and the words before the ID. */
	readonly watch: TaskId;
	/** What the service sees first; the fixture's own path wherever a task can be asked about there. */
	readonly path: string;
	/** The answer that comes before this one, where this one is that to a second question about a task. */
	readonly before?: string;
};

/** Who is asked, by the beginning of the file's name; the longest that fits counts. */
const questions: Readonly<Record<string, string>> = {
	ark: 'ark:',
	bfl: 'bfl:',
	dashscope: 'dashscope:',
	fal: 'fal/fal-ai/kling-video:',
	gateway: 'gptge:',
	gptge: 'gptge:',
	'gptge-kling': 'gptge/kling/text2video:',
	'gptge-luma': 'gptge/luma:',
	'gptge-sora': 'gptge/sora:',
	'gptge-suno': 'gptge/suno:',
	kie: 'kie:',
	'kie-mj': 'kie/mj:',
	kling: 'kling/text2video:',
	luma: 'luma:',
	minimax: 'minimax:',
	'minimax-template': 'minimax/template:',
	'minimax-v2': 'minimax/v2:',
	mj: 'mj:',
	newapi: 'newapi:',
	'newapi-401': 'gptge:',
	'newapi-empty-data': 'gptge/suno:',
	openai: 'openai:',
	piapi: 'piapi:',
	replicate: 'replicate:',
	runway: 'runway:',
	stability: 'stability:',
	veo: 'gemini/models/veo-3.0-generate-preview/operations:',
	vidu: 'vidu:',
	xai: 'xai:',
};

/** Answers to a second question: that for the results of a task of fal. */
const secondAnswers: Readonly<Record<string, string>> = {
	'fal-result-not-ready.json': 'fal-completed.json',
	'fal-result-video.json': 'fal-completed.json',
};

/**
Answers that no question about a task has at their own path. The family is told from the answer alone, so they are asked for as a task of another path.
*/
export const askedElsewhere: Readonly<Record<string, {readonly watch: string; readonly reason: string}>> = {
	'aggregator-unified-pending.json': {
		watch: 'gptge:grok:eee6faa8-9dee-455c-aa82-02ac623adf3a',
		reason: 'no service of the list has the path /v1/video/query',
	},
	'gptge-hailuo-file-retrieve.json': {watch: 'gptge:313992866418884', reason: 'the path is that of a file'},
	'gptge-sora-content-json.json': {
		watch: 'gptge/sora:video_68f082321ed08193a4eaf01376fa10bc0284bd663de64dc5',
		reason: 'the path is that of a file',
	},
	'kling3-array-succeeded.json': {watch: 'gptge:893605', reason: 'no page of Kling names the path /tasks'},
	'minimax-file-retrieve-int64.json': {watch: 'minimax:9007199254740993', reason: 'the path is that of a file'},
	'openai-content-bytes.json': {watch: 'openai:video_123', reason: 'the path is that of a file'},
	'replicate-canceled.json': {
		watch: 'replicate:ufawqhfynnddngldkgtslldrkq',
		reason: 'the answer to a cancelling, which is the task as any other question shows it',
	},
	'vertex-base64.json': {watch: 'gptge:projects-p-operations-1', reason: 'a POST that needs an OAuth login'},
	'volc-visual-error-50413.json': {watch: 'gptge:7392616336519610409', reason: 'a POST with a signature'},
	'volc-visual-succeeded.json': {watch: 'gptge:7392616336519610409', reason: 'a POST with a signature'},
};

const [aggregator] = services;

export const pathOf = (watch: string): string | undefined => {
	const route = routeOf(watch as TaskId, aggregator);
	return route.service.taskPath(route);
};

const questionFor = (name: string): string => {
	const [longest] = Object.keys(questions)
		.filter(beginning => name.startsWith(beginning))
		.sort((one, other) => other.length - one.length);
	return questions[longest ?? ''] ?? '';
};

/** Only fal is asked for more than the page shows: for the lines that a model printed. */
const isSamePath = (path: string | undefined, documented: string): boolean =>
	path === documented || path === `${documented}?logs=1`;

/** The ID is one of the words of the path: the one that makes the service ask for just this path. */
const watchFor = (name: string, {request}: AnswerFixture): string => {
	const words = request.path.split(/[/?&=]/).filter(word => word !== '');
	const watches = words.map(word => questionFor(name) + word);
	const found = watches.find(watch => isSamePath(pathOf(watch), request.path));
	if (found === undefined) {
		throw new Error(`No question is known that asks for ${request.path}, as in ${name}`);
	}

	return found;
};

const askedAnswer = (name: string): AskedAnswer => {
	const fixture = loadAnswer(name);
	const before = secondAnswers[name];
	const watch = askedElsewhere[name]?.watch ?? watchFor(before ?? name, before ? loadAnswer(before) : fixture);
	return {
		name,
		fixture,
		provider: routeOf(watch as TaskId, aggregator).service.name,
		watch: watch as TaskId,
		path: pathOf(watch) ?? '',
		...(before !== undefined && {before}),
	};
};

/**
Every documented answer, with the question that brings it.
*/
export const askedAnswers: readonly AskedAnswer[] = answerNames.map(askedAnswer);

/**
What a server answers for a documented answer, by path: the answer itself, and those before and behind it.
*/
export const repliesTo = ({name, fixture, path, before}: AskedAnswer): ReadonlyMap<string, AnswerFixture> => {
	if (before !== undefined) {
		return new Map([
			[path, loadAnswer(before)],
			[fixture.request.path, fixture],
		]);
	}

	const result = name === 'fal-completed.json' ? loadAnswer('fal-result-video.json') : undefined;
	return new Map([[path, fixture], ...(result ? [[result.request.path, result] as const] : [])]);
};
