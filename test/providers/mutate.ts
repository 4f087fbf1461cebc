import fc from 'fast-check';

/**
What is done to one place of a body.
*/
export type Change =
	| {readonly type: 'replace'; readonly value: unknown}
	| {readonly type: 'remove'}
	| {readonly type: 'rename'; readonly key: string}
	| {readonly type: 'add'; readonly key: string; readonly value: unknown};

type Entry = readonly [string, unknown];

const entriesAfter = (entries: readonly Entry[], index: number, change: Change): readonly Entry[] => {
	const [key = '', value] = entries[index] ?? [];
	switch (change.type) {
		case 'replace': {
			return entries.with(index, [key, change.value]);
		}

		case 'remove': {
			return entries.toSpliced(index, 1);
		}

		case 'rename': {
			return entries.with(index, [change.key, value]);
		}

		case 'add': {
			return [...entries, [change.key, change.value]];
		}
	}
};

/**
Change one place of a body.

@param path - Which entry to go into at each level, counted around; the last one is changed.
*/
export const mutate = (body: unknown, path: readonly number[], change: Change): unknown => {
	const [at = 0, ...rest] = path;
	const entries: readonly Entry[] = typeof body === 'object' && body !== null ? Object.entries(body) : [];
	if (entries.length === 0) {
		return change.type === 'replace' ? change.value : body;
	}

	const index = at % entries.length;
	const [key = '', value] = entries[index] ?? [];
	const isLast = rest.length === 0 || typeof value !== 'object' || value === null;
	// A list has no keys of its own, so what is added there is an object.
	const own: Change =
		change.type === 'add' && Array.isArray(body) ? {...change, value: {[change.key]: change.value}} : change;
	const changed = isLast ? entriesAfter(entries, index, own) : entries.with(index, [key, mutate(value, rest, change)]);
	return Array.isArray(body) ? changed.map(([, each]) => each) : Object.fromEntries(changed);
};

export const nastyValue = fc.oneof(
	fc.jsonValue({maxDepth: 2}),
	fc.constantFrom<unknown>(
		...[null, '', 0, -1, 1e308, 0.5, [], {}, [null], true, 'done', 'SUCCESS', 'STAGED2', '0001-01-01T00:00:00Z'],
		...['https://a.example/v.mp4', 'gs://a/b', '\u001B[31m', '\uD800', 'constructor', '9'.repeat(30), 10_000, 1026],
		...['data:video/mp4;base64,AAAAIGZ0eXBpc29t', '{"resultUrls": [', '[[[[', 501, 404, 200, 'ready', 'Ready'],
		...[[{}], [[]], {url: 'https://a.example/x'}, {__proto__: null}, 2 ** 53, -0, 1e-300, '100%', 'CONTENT_FILTERED'],
	),
);

const fieldNames = [
	'status state data code message msg output outputs task error base_resp creations content object id url video videos',
	'image images assets file task_id taskId task_status status_code file_id video_url http_code __proto__ constructor',
	'toString hasOwnProperty binary_data_base64 task_result progress urls get response_url createdAt result sample name',
	'done response resultJson resultUrls successFlag action submitTime platform result_url fail_reason finish_reason',
	'metadata detail loc video_width created_at updated_at queue_position details data_removed meta expires_at',
]
	.join(' ')
	.split(' ');

export const fieldName = fc.constantFrom(...fieldNames);

export const anyChange: fc.Arbitrary<Change> = fc.oneof(
	{weight: 3, arbitrary: fc.record({type: fc.constant('replace' as const), value: nastyValue})},
	{weight: 1, arbitrary: fc.constant({type: 'remove'} as const)},
	{weight: 1, arbitrary: fc.record({type: fc.constant('rename' as const), key: fieldName})},
	{weight: 1, arbitrary: fc.record({type: fc.constant('add' as const), key: fieldName, value: nastyValue})},
);

export const anyPath = fc.array(fc.nat(30), {minLength: 1, maxLength: 5});
