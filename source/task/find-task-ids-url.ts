import {looksLikeTaskId, mayBeTaskId} from './find-task-ids-shape.js';

/** Path segments before a task's identifier. */
const marker =
	/^(?:tasks?|jobs?|videos?|generations?|predictions?|requests|operations?|results?|fetch|video_generation|image_generation)$/i;
/** What stands between a marker and the identifier in some paths. */
const action = /^(?:text|image|multi-image|video|audio|frames?)2(?:text|image|video|audio)$/i;
const fileName = /\.[A-Za-z][\dA-Za-z]{1,4}$/;
const query = /[?&](?:task_?id|id)=([^&#]+)/i;

/** A link longer than this is data. */
const longestLink = 4096;

const decode = (text: string): string => {
	try {
		return decodeURIComponent(text);
	} catch {
		// A stray percent sign: what is written is what is meant.
		return text;
	}
};

/**
The task that a link or a path of an API is about.

@returns `undefined` where it is about none, or where it leads to a file.
*/
export const taskIdOfLink = (link: string): string | undefined => {
	if (link.length > longestLink) {
		return undefined;
	}

	const inQuery = decode(query.exec(link)?.[1] ?? '');
	if (mayBeTaskId(inQuery)) {
		return inQuery;
	}

	const segments = link
		.replace(/[?#].*$/s, '')
		.replace(/^[a-z]+:\/\/[^/]*/i, '')
		.split('/')
		.map(decode);
	if (fileName.test(segments.at(-1) ?? '')) {
		return undefined;
	}

	const last = segments.findLastIndex((segment, index) => marker.test(segment) && index < segments.length - 1);
	const first = segments.findIndex(segment => marker.test(segment));
	const next = last === -1 ? '' : (segments[last + 1] ?? '');
	const inPath = first === -1 ? undefined : segments.slice(first + 1).find(looksLikeTaskId);
	return inPath ?? (mayBeTaskId(next) && !action.test(next) ? next : undefined);
};
