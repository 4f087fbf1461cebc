import type {Question, Service} from './service.js';

/** What the aggregator answers elsewhere than under `/task`, by the word before the ID. */
const otherPaths: Readonly<Record<string, (id: string, rest: readonly string[]) => string | undefined>> = {
	sora: id => `/v1/videos/${id}`,
	luma: id => `/luma/generations/${id}`,
	runway: id => `/runwayml/v1/tasks/${id}`,
	suno: id => `/suno/fetch/${id}`,
	mj: id => `/mj/task/${id}/fetch`,
	kling: (id, [action]) => (action === undefined ? undefined : `/kling/v1/videos/${encodeURIComponent(action)}/${id}`),
};

const taskPath = ({id, before: [word, ...rest]}: Question): string | undefined => {
	const encoded = encodeURIComponent(id);
	if (word === undefined) {
		return `/task/${encoded}`;
	}

	// Only our own words: what every object has would be called like them.
	return Object.hasOwn(otherPaths, word) ? otherPaths[word]?.(encoded, rest) : undefined;
};

/**
The aggregator that `taskwatch` asks by default.

@see https://gpt.morphogen.top/en/video/hailuo/query-results.html
*/
export const aggregator: Service = {
	name: 'gptge',
	title: 'GPT.GE (V-API)',
	baseUrl: 'https://api.gpt.ge',
	authorisation: {type: 'bearer'},
	// Asked for on the Runway path, and of no meaning on the others.
	headers: {'x-runway-version': '2024-11-06'},
	before: 'sora, luma, runway, suno, mj or kling/ACTION; nothing for /task',
	words: Object.keys(otherPaths),
	taskPath,
	filePath: fileId => `/task/minimax/v1/files/retrieve?file_id=${encodeURIComponent(fileId)}`,
	linkLifetime: 'as the model’s own service',
	states: 'by model',
	documentation: 'https://gpt.morphogen.top/en/video/hailuo/query-results.html',
};
