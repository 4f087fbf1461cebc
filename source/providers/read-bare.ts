import type {Reading} from '../task/reading.js';
import type {OutputKind} from '../task/task.js';
import type {RawReply} from './read-reply.js';
import {tell} from './tell.js';

const kinds: ReadonlyMap<string, OutputKind> = new Map([
	['video', 'video'],
	['image', 'image'],
	['audio', 'audio'],
]);

/**
Read a reply without JSON that tells of the task all the same, by its HTTP status:

- 202 without a body: the task runs;
- 200 with media: it is done, and this is the result, which asking the same path again brings.

@see https://docs.x.ai/docs/guides/video-generations
@see https://platform.openai.com/docs/api-reference/videos/content
*/
export const readBare = ({httpStatus, contentType = '', text, path}: RawReply): Reading | undefined => {
	if (httpStatus === 202 && text.trim() === '') {
		return tell('xai', {phase: 'running', statusText: 'HTTP 202'}, {});
	}

	const [, type = ''] = /^\s*([a-z]+)\//i.exec(contentType) ?? [];
	const kind = kinds.get(type.toLowerCase());
	// A page that calls itself media is a page.
	return httpStatus === 200 && kind && path?.startsWith('/') && !text.trimStart().startsWith('<')
		? tell('media', {phase: 'succeeded', statusText: 'HTTP 200'}, {outputs: [{kind, place: {type: 'content', path}}]})
		: undefined;
};
