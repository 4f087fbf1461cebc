import type {Output, Phase, TaskId} from '../../source/task/task.js';

/**
A service that publishes an OpenAPI document under a licence that lets anybody use it.
*/
export type DescribedService = {
	readonly provider: string;
	readonly id: TaskId;
	/** Where the document is published, as JSON. */
	readonly source: string;
	/** Where the word for the state stands in an answer. */
	readonly statusKey: string;
	readonly phases: Readonly<Record<string, Phase>>;
	/** What a finished task made whose answer has this ID. What the API itself keeps is asked for, too. */
	readonly outputs: (answerId: string) => readonly Output[];
};

/**
Every service that is asked at a mock server made from its own document.

@see https://github.com/openai/openai-openapi (MIT)
*/
export const describedServices: readonly DescribedService[] = [
	{
		provider: 'openai',
		id: 'video_123' as TaskId,
		source: 'https://github.com/openai/openai-openapi/blob/master/openapi.json',
		statusKey: 'status',
		phases: {queued: 'queued', in_progress: 'running', completed: 'succeeded', failed: 'failed'},
		outputs: answerId => [
			{kind: 'video', place: {type: 'content', path: `/v1/videos/${encodeURIComponent(answerId)}/content`}},
		],
	},
];
