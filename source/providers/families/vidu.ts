import {get, has, list, text} from '../fields.js';
import {kindOf, linkOutput} from '../link.js';
import {readStatus} from '../phase-words.js';
import {tell} from '../tell.js';
import type {Family} from './family.js';

const name = 'vidu';

/**
Vidu. Each creation also has a cover and may have a watermarked copy; neither is a result. Some copies of the page call the state `status`.

@see https://gpt.morphogen.top/en/video/vidu/query-results.html
@see https://platform.vidu.com/docs
*/
export const vidu: Family = {
	name,
	recognises: body => has(body, 'creations') || (has(body, 'state') && has(body, 'err_code')),
	read: body =>
		tell(name, readStatus(text(get(body, 'state')) ?? get(body, 'status')), {
			model: text(get(body, 'model')),
			outputs: list(get(body, 'creations'))
				.map(creation => get(creation, 'url'))
				.map(url => linkOutput(kindOf(url, 'video'), url)),
			error: text(get(body, 'err_code')),
		}),
};
