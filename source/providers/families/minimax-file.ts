import {get, isObject} from '../fields.js';
import {kindOf, linkOutput} from '../link.js';
import {tell} from '../tell.js';
import {time} from '../units.js';
import type {Family} from './family.js';
import {baseResponse, minimaxProblem} from './minimax-codes.js';

const name = 'minimax-file';

/**
A file of MiniMax: the answer to the second question, for the link. Its `bytes` may be 0 and its `file_id` a 64-bit number; neither is used.

@see https://platform.minimax.io/docs/api-reference/file-management-retrieve
@see https://gpt.morphogen.top/en/video/hailuo/address.html
*/
export const minimaxFile: Family = {
	name,
	recognises: body => isObject(get(body, 'base_resp')) && isObject(get(body, 'file')),
	read(body) {
		const response = baseResponse(body);
		if (response.code !== 0) {
			return {problem: minimaxProblem(response)};
		}

		const url = get(body, 'file', 'download_url');
		const output = linkOutput(kindOf(get(body, 'file', 'filename') ?? url, 'video'), url);
		if (!output) {
			return {problem: {state: 'bad_response', message: 'The service gave no link to the file.'}};
		}

		const status = {phase: 'succeeded', statusText: response.message ?? 'success'} as const;
		return tell(name, status, {outputs: [output], createdAt: time(get(body, 'file', 'created_at'))});
	},
};
