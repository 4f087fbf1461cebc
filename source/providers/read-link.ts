import type {Problem} from '../task/health.js';
import {type RawReply, readReply} from './read-reply.js';

/**
Read the reply to the question for a link: that of a MiniMax file, or of a video's content.

@returns Either the link or the problem.
*/
export const readLink = (
	raw: RawReply,
): {readonly url: string; readonly problem?: never} | {readonly url?: never; readonly problem: Problem} => {
	const {answer, problem} = readReply(raw);
	for (const {place} of answer?.outputs ?? []) {
		if (place.type === 'url') {
			return {url: place.url};
		}
	}

	return {problem: problem ?? {state: 'bad_response', message: 'The service gave no link to the file.'}};
};
