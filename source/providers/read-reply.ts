import {cleanText} from '../task/clean-text.js';
import type {Problem} from '../task/health.js';
import type {Reading} from '../task/reading.js';
import {families} from './families/families.js';
import type {Family, JsonObject} from './families/family.js';
import {get, isObject, list, text} from './fields.js';
import {parseJson} from './parse-json.js';
import {problemOf, stateOfHttpStatus} from './problem.js';
import {readBare} from './read-bare.js';

/**
A reply of the service, as it came.
*/
export type RawReply = {
	readonly httpStatus: number;
	readonly contentType?: string | undefined;
	readonly text: string;
	/** The path that was asked. Where the answer is the file itself, nothing else tells where the file is. */
	readonly path?: string | undefined;
};

const maxDetailLength = 300;
const maxWordLength = 40;

const isOk = ({httpStatus}: RawReply): boolean => httpStatus >= 200 && httpStatus < 300;

/**
The service's own words for what went wrong, wherever they stand.
*/
const ownMessage = (body: JsonObject): string | undefined => {
	const [detail, error] = [get(body, 'detail'), get(body, 'error')];
	return [
		get(error, 'message'),
		get(body, 'message'),
		detail,
		get(list(detail)[0], 'msg'),
		get(body, 'title'),
		error,
		get(body, 'base_resp', 'status_msg'),
		list(get(body, 'errors'))[0],
		get(body, 'msg'),
		get(body, 'description'),
		get(body, 'reason'),
	]
		.map(candidate => text(candidate, maxDetailLength))
		.find(candidate => candidate !== undefined);
};

/** xAI documents 400 for a key that it refuses. */
const isAboutKey = ({httpStatus}: RawReply, detail = ''): boolean =>
	httpStatus === 400 && /\bapi[ _\-]?key\b/iv.test(detail);

const refusal = (raw: RawReply, detail: string | undefined): Problem =>
	problemOf(isAboutKey(raw, detail) ? 'auth' : stateOfHttpStatus(raw.httpStatus), `HTTP ${raw.httpStatus}`, detail);

const badResponse = (message: string): Problem => ({state: 'bad_response', message});

/**
A reply without a JSON object tells nothing of the task, but for those that `readBare` reads.
*/
const readOther = (raw: RawReply, isJson: boolean): Problem => {
	const body = raw.text.trimStart();
	if (body === '') {
		return isOk(raw) ? badResponse('The service sent an empty answer.') : refusal(raw, 'the answer is empty');
	}

	if (body.startsWith('<') || /\bhtml\b/i.test(raw.contentType ?? '')) {
		return isOk(raw)
			? badResponse('The service sent an HTML page instead of JSON. Check the base URL.')
			: refusal(raw, 'the answer is an HTML page');
	}

	if (!isOk(raw)) {
		return refusal(raw, text(body, maxDetailLength));
	}

	return badResponse(
		isJson
			? 'The service sent JSON that is no object.'
			: 'The service sent something that is no JSON, or JSON that is cut short.',
	);
};

/** Of an answer that nobody knows, this much is kept to be looked at. */
const maxBodyLength = 4000;

const readUnknown = (raw: RawReply, body: JsonObject): Reading => {
	const detail = ownMessage(body);
	if (!isOk(raw)) {
		return {problem: refusal(raw, detail)};
	}

	const statusText = [get(body, 'status'), get(body, 'state'), get(body, 'data', 'status')]
		.map(word => text(word, maxWordLength))
		.find(word => word !== undefined);
	const itSays = detail === undefined ? '' : `; it says “${detail}”`;
	return {
		answer: {
			family: 'unknown',
			phase: 'unknown',
			...(statusText && {statusText}),
			outputs: [],
			body: cleanText(raw.text.slice(0, 2 * maxBodyLength), maxBodyLength),
		},
		problem: badResponse(`The service sent an answer of a shape that taskwatch does not know${itSays}.`),
	};
};

const fits = ({onlyWith}: Family, {httpStatus}: RawReply): boolean => onlyWith?.includes(httpStatus) ?? true;

/** More than any service makes in one task: each of them may be asked for, and saved. */
const maxOutputCount = 64;

const limited = (reading: Reading): Reading => {
	const {answer} = reading;
	if (answer === undefined || answer.outputs.length <= maxOutputCount) {
		return reading;
	}

	const outputs = answer.outputs.slice(0, maxOutputCount);
	return {...reading, answer: {...answer, outputs, leftOutCount: answer.outputs.length - maxOutputCount}};
};

/**
Read a reply. Total: whatever came, there is an answer about the task, a problem with the asking, or both. An HTTP error is never a failure of the task, unless the body is a documented answer that says so. Of more than 64 outputs the answer has the first, and says how many are left out.
*/
export const readReply = (raw: RawReply): Reading => {
	const parsed = parseJson(raw.text.trim());
	if (!isObject(parsed?.value)) {
		return readBare(raw) ?? {problem: readOther(raw, parsed !== undefined)};
	}

	const body = parsed.value;
	const family = families.find(each => fits(each, raw) && each.recognises(body));
	if (!family) {
		return readUnknown(raw, body);
	}

	const reading = limited(family.read(body));

	const hasToldPhase = reading.answer !== undefined && reading.answer.phase !== 'unknown';
	const isPrecise = reading.problem !== undefined && reading.problem.state !== 'bad_response';
	return isOk(raw) || hasToldPhase || isPrecise ? reading : {problem: refusal(raw, ownMessage(body))};
};
