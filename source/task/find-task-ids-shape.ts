const longestId = 200;

const hasDigit = /\d/;
const hasLetter = /[A-Za-z]/;

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const number = /^\d{12,40}$/;
/** Also hexadecimal numbers and ULIDs. */
const alphanumeric = /^[\dA-Za-z]{16,}$/;
/** Base 32 without a digit, as Replicate's may be. */
const letters = /^[a-z]{26}$/;
/** `cgt-20250702010712-qm644` */
const arkTask = /^cgt-[\dA-Za-z-]{4,}$/;
/** `task_01k8…`, `video_68f0…`; the likes of `video_url` and `video_mp4` are none. */
const namedTask = /^(?:task|video)_(?:\d{3,}|[\dA-Za-z][\dA-Za-z-]{5,})$/;
/** `1770350082-trii1OXZc3` */
const timedTask = /^\d{10}-[\dA-Za-z]{6,}$/;
/** `gen-…`, `pred_…` and what else there may be. */
const marked = /^([a-z]{2,12})[_-][\dA-Za-z]{16,}$/;
const otherMarks: ReadonlySet<string> = new Set(
	'req request user org proj project file sess session trace span msg resp call chatcmpl'.split(' '),
);

/** API keys by the marks that their makers give them. */
const secret = /^(?:(?:sk|pk|rk|ak|r8|hf|ghp|gho|ghs|glpat|gsk|xai|key|tok|token)[_-]|AKIA[\dA-Z]{16}$|AIza)/i;

/** `20250702`, then hours, minutes, maybe seconds and milliseconds; and the milliseconds since 1970. */
const timestamp = /^(?:(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{4}(?:\d{2}(?:\d{3})?)?|1[4-9]\d{11})$/;

/** A name or a path before the ID: `kling/text2video:ID`. */
const prefixed = /^([A-Za-z][\w.-]{0,63}(?:\/[\w.-]{1,64}){0,4}):(.+)$/;

const fileName = /\.[A-Za-z][\dA-Za-z]{1,4}$/;
const dateOrTime = /^(?:\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2})/;
/** Also addresses of four numbers. */
const version = /^v?\d+(?:\.\d+)+$/;

export type Prefixed = {readonly prefix: string; readonly rest: string};

export const splitPrefix = (text: string): Prefixed | undefined => {
	const [, prefix, rest] = prefixed.exec(text.slice(0, longestId + 1)) ?? [];
	return prefix !== undefined && rest !== undefined && !uuid.test(prefix) ? {prefix, rest} : undefined;
};

export const isSecret = (text: string): boolean => secret.test(text);

/** Whether a text names its maker, so that it is an identifier of a task wherever it stands. */
export const isCertainId = (text: string): boolean =>
	text.length <= longestId && hasDigit.test(text) && (arkTask.test(text) || namedTask.test(text) || isPrefixedId(text));

const isPrefixedId = (text: string): boolean => {
	const {rest} = splitPrefix(text) ?? {};
	return rest !== undefined && !isSecret(text) && !rest.includes(':') && looksLikeTaskId(rest);
};

const isMarkedId = (text: string): boolean => {
	const mark = marked.exec(text)?.[1];
	return mark !== undefined && !otherMarks.has(mark);
};

/**
Whether a text by itself has the form of a task's identifier.
*/
export const looksLikeTaskId = (text: string): boolean => {
	if (text.length > longestId || isSecret(text)) {
		return false;
	}

	if (letters.test(text) || number.test(text)) {
		return true;
	}

	return (
		hasDigit.test(text) &&
		(uuid.test(text) ||
			(alphanumeric.test(text) && hasLetter.test(text)) ||
			timedTask.test(text) ||
			isCertainId(text) ||
			isMarkedId(text))
	);
};

/**
The same among other words, where a time may be written without separators and a word of a program may hold a digit.
*/
export const looksLikeTaskIdInProse = (text: string): boolean =>
	looksLikeTaskId(text) &&
	!timestamp.test(text) &&
	(!alphanumeric.test(text) || letters.test(text) || text.replaceAll(/\D/g, '').length > 2);

/**
Whether a text may be an identifier where something beside it says that it is one.
*/
export const mayBeTaskId = (text: string): boolean => {
	if (looksLikeTaskId(text)) {
		return true;
	}

	return (
		(hasDigit.test(text) || /^(?:task|video)_/.test(text)) &&
		/^[\dA-Za-z][\w.:~-]{3,199}$/.test(text) &&
		!/^\d{1,5}$/.test(text) &&
		!isSecret(text) &&
		!fileName.test(text) &&
		!dateOrTime.test(text) &&
		!version.test(text)
	);
};

/**
Whether a command-line argument may be taken for an identifier. It is looser than what is looked for in a text, as it was given on purpose; an option, a link or an API key is none.
*/
export const isCommandLineId = (text: string): boolean =>
	/^[^\s\p{C}-][^\s\p{C}]{3,}$/u.test(text) && text.length <= longestId && !text.includes('://') && !isSecret(text);
