import assert from 'node:assert/strict';

type Check = (value: unknown) => boolean;

const text: Check = value => typeof value === 'string';
const truth: Check = value => typeof value === 'boolean';
const number: Check = value => typeof value === 'number' && Number.isFinite(value);
const amount: Check = value => number(value) && Number(value) >= 0;
const time: Check = value => text(value) && new Date(String(value)).toISOString() === value;
const among =
	(...words: readonly string[]): Check =>
	value =>
		words.includes(String(value));
const orNull =
	(check: Check): Check =>
	value =>
		value === null || check(value);
const fields =
	(checks: Readonly<Record<string, Check>>): Check =>
	value => {
		const found = value as Readonly<Record<string, unknown>>;
		assert.deepEqual(Object.keys(found), Object.keys(checks));
		for (const [name, check] of Object.entries(checks)) {
			assert.ok(check(found[name]), `${name}: ${JSON.stringify(found[name])}`);
		}

		return true;
	};
const list =
	(check: Check): Check =>
	value =>
		Array.isArray(value) && value.every(check);

const output = fields({
	kind: among('video', 'image', 'audio', 'file'),
	url: orNull(text),
	fileId: orNull(text),
	inline: truth,
	width: orNull(amount),
	height: orNull(amount),
	expiresAt: orNull(time),
	path: orNull(text),
	bytes: orNull(amount),
	sha256: orNull(text),
});

const health = fields({
	state: among('ok', 'auth', 'rate_limited', 'not_found', 'quota', 'gateway', 'bad_response', 'offline'),
	message: orNull(text),
	lastAnswerAt: orNull(time),
	nextPollAt: orNull(time),
});

const task = fields({
	id: text,
	provider: text,
	profile: text,
	label: orNull(text),
	family: orNull(text),
	phase: among('queued', 'running', 'succeeded', 'failed', 'cancelled', 'expired', 'unknown'),
	statusText: orNull(text),
	health,
	progress: orNull(value => amount(value) && Number(value) <= 100),
	outputs: list(output),
	width: orNull(amount),
	height: orNull(amount),
	resolutionSource: orNull(among('answer', 'media')),
	durationSeconds: orNull(amount),
	error: orNull(text),
	createdAt: orNull(time),
	finishedAt: orNull(time),
	firstSeenAt: orNull(time),
	elapsedMs: amount,
	elapsedIsApproximate: truth,
});

export type TaskDocument = {
	readonly id: string;
	readonly phase: string;
	readonly outputs: readonly {readonly path: string | null}[];
};

/**
See that a text is the document that `--json` promises, with each field and nothing else.
*/
export const readDocument = (json: string): readonly TaskDocument[] => {
	const document: unknown = JSON.parse(json);
	fields({v: value => value === 1, tasks: list(task)})(document);
	return (document as {readonly tasks: readonly TaskDocument[]}).tasks;
};

export type EventDocument = {readonly event: string; readonly task: TaskDocument};

/**
See that a line is an event that `--ndjson` promises.
*/
export const readEvent = (line: string): EventDocument => {
	const event: unknown = JSON.parse(line);
	fields({
		v: value => value === 1,
		at: time,
		event: among('added', 'phase', 'progress', 'health', 'saved', 'download_failed', 'removed'),
		task,
	})(event);
	return event as EventDocument;
};
