import {get, has} from '../fields.js';
import {linkOutput, withEnd} from '../link.js';
import {tell} from '../tell.js';
import type {Family} from './family.js';

const name = 'openai-content';

/**
What the aggregator answers where OpenAI sends the bytes of a video: a link to them. Only here does `ready` mean the end.

@see https://gpt.morphogen.top/en/video/sora/get-video-url.html
*/
export const openaiContent: Family = {
	name,
	recognises: body => get(body, 'status') === 'ready' && has(body, 'url'),
	read(body) {
		const output = withEnd(linkOutput('video', get(body, 'url')), get(body, 'expires_at'));
		return output
			? tell(name, {phase: 'succeeded', statusText: 'ready'}, {outputs: [output]})
			: {problem: {state: 'bad_response', message: 'The service gave no link to the video.'}};
	},
};
