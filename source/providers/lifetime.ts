import {linkParameterEnd} from './link-parameters.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
How long each service says that its links live, at least.

@see https://platform.minimax.io/docs/api-reference/video-agent-query for 9 hours
@see https://gpt.morphogen.top/en/video/sora/query-status.html for the hour of Sora
@see https://replicate.com/docs/topics/predictions/data-retention for the hour of Replicate
@see https://www.volcengine.com/docs/85621/1792707 for the hour of Jimeng
@see https://docs.dev.runwayml.com/assets/outputs for 24 to 48 hours
@see https://ai.google.dev/gemini-api/docs/video for the 2 days of Veo
*/
const lifetimesMs: ReadonlyMap<string, number> = new Map([
	['bfl', 10 * minuteMs],
	...['openai-video', 'openai-content', 'replicate', 'jimeng', 'picwish'].map(family => [family, hourMs] as const),
	...['minimax-v1', 'minimax-file'].map(family => [family, 9 * hourMs] as const),
	...['ark', 'dashscope', 'vidu', 'kie', 'stability', 'runway'].map(family => [family, dayMs] as const),
	['veo', 2 * dayMs],
	...['kling', 'kling-3'].map(family => [family, 30 * dayMs] as const),
]);

/**
When a link to a result ends: as the link itself says, or else after the lifetime that the service documents, counted from when the answer came.

@param answeredAt - Milliseconds since the Unix epoch.
@param family - The answer's.
@returns Milliseconds since the Unix epoch; `undefined` where nobody says.
*/
export const linkEnd = (url: string, answeredAt: number, family: string): number | undefined => {
	const parsed = URL.parse(url);
	if (!parsed) {
		return undefined;
	}

	const end = linkParameterEnd(parsed.searchParams) ?? answeredAt + (lifetimesMs.get(family) ?? Number.NaN);
	return Number.isFinite(end) ? end : undefined;
};
