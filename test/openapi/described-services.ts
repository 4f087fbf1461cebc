import type {JsonObject} from '../../source/providers/families/family.js';
import {get} from '../../source/providers/fields.js';
import type {HealthState} from '../../source/task/health.js';
import type {Output, Phase, TaskId} from '../../source/task/task.js';

/**
A service that publishes an OpenAPI document under a licence that lets anybody use it.
*/
export type DescribedService = {
	readonly provider: string;
	readonly id: TaskId;
	/** Where the document is published, as JSON. */
	readonly source: string;
	/** The words of the field `status` where the document tells them to people alone: a mock server would make up others. */
	readonly wordsInProse?: readonly string[];
	/** What an answer with HTTP 200 says of the task; `undefined` where it contradicts itself, as what is made up does. */
	readonly phaseOf: (answer: JsonObject) => Phase | undefined;
	/** How the asking goes, by each documented HTTP status. */
	readonly healths: Readonly<Record<string, HealthState>>;
	/** What a task made, by the answer to a question about it when it has succeeded. */
	readonly outputs: (answer: JsonObject) => readonly Output[];
	/** A result that the API itself keeps. */
	readonly keptOutput?: Output;
};

const openaiPhases: ReadonlyMap<unknown, Phase> = new Map([
	['queued', 'queued'],
	['in_progress', 'running'],
	['completed', 'succeeded'],
	['failed', 'failed'],
]);

const openaiOutput = (id: string): Output => ({
	kind: 'video',
	place: {type: 'content', path: `/v1/videos/${id}/content`},
});

/**
Every service that is asked at a mock server made from its own document.

@see https://github.com/openai/openai-openapi (MIT)
@see https://github.com/xai-org/xai-sdk-ts (Apache-2.0)
*/
export const describedServices: readonly DescribedService[] = [
	{
		provider: 'openai',
		id: 'video_123' as TaskId,
		source: 'https://github.com/openai/openai-openapi/blob/master/openapi.json',
		phaseOf: ({status}) => openaiPhases.get(status),
		healths: {200: 'ok'},
		outputs(answer) {
			const id = String(answer['id']);
			// A made-up text may be a sentence, which names no task.
			return /\s/v.test(id) ? [] : [openaiOutput(id)];
		},
		keptOutput: openaiOutput('video_123'),
	},
	{
		provider: 'xai',
		id: 'a3d1008e-4544-40d4-d075-11527e794e4a' as TaskId,
		source: 'https://github.com/xai-org/xai-sdk-ts/blob/main/spec/openapi.json',
		wordsInProse: ['done', 'failed'],
		phaseOf({status, video}) {
			const hasLink = /^https:/v.test(String(get(video, 'url')));
			return status === 'failed' ? 'failed' : hasLink ? 'succeeded' : undefined;
		},
		healths: {200: 'ok', 202: 'ok', 400: 'bad_response', 404: 'not_found'},
		outputs: answer => [{kind: 'video', place: {type: 'url', url: String(get(answer, 'video', 'url'))}}],
	},
];
