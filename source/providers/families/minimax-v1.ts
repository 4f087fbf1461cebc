import type {Output} from '../../task/task.js';
import {get, identifier, isObject, text} from '../fields.js';
import {linkOutput} from '../link.js';
import {readStatus, type Status} from '../phase-words.js';
import {tell} from '../tell.js';
import {sizeOf} from '../units.js';
import type {Family, JsonObject} from './family.js';
import {baseResponse, isModerationCode, minimaxProblem} from './minimax-codes.js';

const name = 'minimax-v1';

/**
A template task has the link at once; any other has a file, for which the link must be asked.
*/
const outputOf = (body: JsonObject): Output | undefined => {
	const fileId = identifier(get(body, 'file_id'));
	return (
		linkOutput('video', get(body, 'video_url')) ?? (fileId ? {kind: 'video', place: {type: 'file', fileId}} : undefined)
	);
};

/**
MiniMax (Hailuo), version 1. Errors come with HTTP 200 and a code in `base_resp`.

@see https://platform.minimax.io/docs/api-reference/video-generation-query
@see https://platform.minimax.io/docs/api-reference/video-agent-query
@see https://gpt.morphogen.top/en/video/hailuo/query-results.html
*/
export const minimaxV1: Family = {
	name,
	recognises: body => isObject(get(body, 'base_resp')),
	read(body) {
		const {code, message} = baseResponse(body);
		const word = text(get(body, 'status'));
		if (code !== 0 && word === undefined && !isModerationCode(code)) {
			return {problem: minimaxProblem({code, message})};
		}

		const said = readStatus(word);
		const isRefused = isModerationCode(code) && said.phase !== 'failed';
		const status: Status = isRefused ? {phase: 'failed', statusText: `code ${code}`} : said;
		return tell(name, status, {
			outputs: [outputOf(body)],
			size: sizeOf(get(body, 'video_width'), get(body, 'video_height')),
			error: code === 0 ? undefined : message,
		});
	},
};
