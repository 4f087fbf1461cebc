import {parseJson} from './parse-json.js';

/**
What a field holds that is documented as JSON in a text, and comes as the value itself from some endpoints. Such text may be empty, or invalid: then it holds nothing.
*/
export const jsonText = (value: unknown): unknown =>
	typeof value === 'string' ? parseJson(value.trim())?.value : value;
