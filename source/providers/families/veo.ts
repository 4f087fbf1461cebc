import type {Problem} from '../../task/health.js';
import type {Output} from '../../task/task.js';
import {get, isObject, list, text} from '../fields.js';
import {inlineOutput} from '../inline-media.js';
import {apiOutput, linkOutput} from '../link.js';
import type {Status} from '../phase-words.js';
import {tell} from '../tell.js';
import type {Family, JsonObject} from './family.js';

const name = 'veo';

/** Files that the API keeps are given only to the key. */
const apiFile = /^https:\/\/generativelanguage\.googleapis\.com\//;

const outputOf = (video: unknown): Output | undefined => {
	const uri = text(get(video, 'uri'));
	const mime = text(get(video, 'mimeType'), 60);
	return (
		(apiFile.test(uri ?? '') ? apiOutput('video', get(video, 'uri')) : linkOutput('video', get(video, 'uri'))) ??
		inlineOutput('video', get(video, 'bytesBase64Encoded'), mime) ??
		inlineOutput('video', get(video, 'encodedVideo'), mime)
	);
};

const inBucket = (uri: string): Problem => ({
	state: 'bad_response',
	message: `The result is in a bucket of Google Cloud Storage, which taskwatch cannot read: ${uri}`,
});

const statusOf = (body: JsonObject, bucketUri: string | undefined): Status => {
	if (get(body, 'done') !== true) {
		return {phase: 'running', statusText: 'not done'};
	}

	return isObject(get(body, 'error'))
		? {phase: 'failed', statusText: 'error'}
		: {phase: 'succeeded', statusText: 'done', problem: bucketUri === undefined ? undefined : inBucket(bucketUri)};
};

/**
Google Veo, from the Gemini API or from Vertex. While an operation runs, `done` is absent. It may end without a video, as the filter of responsible AI held it back, and the filter says why.

@see https://ai.google.dev/gemini-api/docs/video
@see https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/veo-video-generation
*/
export const veo: Family = {
	name,
	recognises: body => /(?:^|\/)operations\//.test(text(get(body, 'name')) ?? ''),
	read(body) {
		const response = get(body, 'response');
		const gemini = get(response, 'generateVideoResponse');
		const videos = [
			...list(get(gemini, 'generatedSamples')).map(sample => get(sample, 'video')),
			...list(get(response, 'generatedVideos')).map(sample => get(sample, 'video')),
			...list(get(response, 'videos')),
		];
		const outputs = videos.map(outputOf);
		const hasOutput = outputs.some(output => output !== undefined);
		const bucketUri = videos
			.map(video => text(get(video, 'gcsUri')) ?? text(get(video, 'uri')))
			.find(uri => uri?.startsWith('gs://'));
		const reasons = [gemini, response].flatMap(part => list(get(part, 'raiMediaFilteredReasons')));
		return tell(name, statusOf(body, hasOutput ? undefined : bucketUri), {
			outputs,
			isOutputDue: bucketUri === undefined,
			error: text(get(body, 'error', 'message')) ?? text(reasons.flatMap(reason => text(reason) ?? []).join(' ')),
		});
	},
};
