import type {Output, OutputKind} from '../task/task.js';
import {inlineOutput} from './inline-media.js';
import {kindOf, linkOutput} from './link.js';

/**
A result that is written as a link, or as the whole file in a `data:` link.

@param otherwise - What it is where its name does not tell.
*/
export const mediaOutput = (value: unknown, otherwise: OutputKind): Output | undefined => {
	const [, kind] = (typeof value === 'string' && /^data:(video|image|audio)\//.exec(value.slice(0, 20))) || [];
	return kind === undefined ? linkOutput(kindOf(value, otherwise), value) : inlineOutput(kind as OutputKind, value);
};
