import type {JsonObject} from '../../source/providers/family.js';
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
	/** The words of the field `status`. */
	readonly phases: Readonly<Record<string, Phase>>;
	/** Whether the document lists them; else it tells them to people alone, and a mock server makes up others. */
	readonly areWordsListed: boolean;
	/** How the asking goes, by each documented HTTP status. */
	readonly healths: Readonly<Record<string, HealthState>>;
	/** What a task made, by the answer to a question about it when it has succeeded. */
	readonly outputs: (answer: JsonObject) => readonly Output[];
	/** A result that the API itself keeps. */
	readonly keptOutput?: Output;
};

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
		phases: {queued: 'queued', in_progress: 'running', completed: 'succeeded', failed: 'failed'},
		areWordsListed: true,
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
		phases: {pending: 'running', done: 'succeeded', failed: 'failed'},
		areWordsListed: false,
		healths: {200: 'ok', 202: 'ok', 400: 'bad_response', 404: 'not_found'},
		outputs: answer => [{kind: 'video', place: {type: 'url', url: String(get(answer, 'video', 'url'))}}],
	},
];
