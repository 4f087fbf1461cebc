import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {parseJson} from '../../source/providers/parse-json.js';
import {readReply} from '../../source/providers/read-reply.js';
import {check, knownFamilies} from './check-reply.js';
import {documentedAnswers} from './documented-answers.js';
import {anyChange, anyPath, fieldName, mutate, nastyValue} from './mutate.js';

/** In all. A long run, before a release, sets another number. */
const runCount = Number(process.env['TASKWATCH_FUZZ_RUNS'] ?? 100_000);

const share = (part: number) => ({numRuns: Math.ceil(runCount * part)});

const httpStatus = fc.constantFrom(200, 200, 200, 200, 202, 400, 404, 422, 429, 500);

const nastyObject = fc.dictionary(fieldName, fc.oneof(nastyValue, fc.dictionary(fieldName, nastyValue, {maxKeys: 4})), {
	maxKeys: 6,
});

const bodies: readonly unknown[] = documentedAnswers.flatMap(({text}) => {
	const parsed = parseJson(text);
	return parsed ? [parsed.value] : [];
});

/** A body, or what a gateway that wraps the bodies of others makes of it. */
const anyBody = fc.oneof(
	{weight: 4, arbitrary: fc.constantFrom(...bodies)},
	{
		weight: 1,
		arbitrary: fc
			.constantFrom(...bodies)
			.map(data => ({code: 'success', message: '', data: {task_id: 't', platform: '35', status: 'SUCCESS', data}})),
	},
);

test('there is a documented answer of every family', () => {
	const seen = new Set(documentedAnswers.flatMap(raw => readReply(raw).answer?.family ?? []));

	assert.deepEqual(
		[...knownFamilies].filter(name => !seen.has(name)),
		['unknown'],
	);
});

test('any text is read without an exception', () => {
	fc.assert(
		fc.property(httpStatus, fc.oneof(fc.string({unit: 'binary'}), fc.json()), (status, text) => {
			check({httpStatus: status, text});
		}),
		share(0.1),
	);
});

test('any object with the names of documented fields is read without an exception', () => {
	fc.assert(
		fc.property(httpStatus, nastyObject, (status, body) => {
			check({httpStatus: status, text: JSON.stringify(body)});
		}),
		share(0.2),
	);
});

test('a documented answer with changes in any places is read without an exception', () => {
	const changes = fc.array(fc.tuple(anyPath, anyChange), {minLength: 1, maxLength: 3});

	fc.assert(
		fc.property(httpStatus, anyBody, changes, (status, body, all) => {
			const mutated = all.reduce<unknown>((value, [path, change]) => mutate(value, path, change), body);

			check({httpStatus: status, text: JSON.stringify(mutated)});
		}),
		share(0.5),
	);
});

test('a link in a place that is no result is never an output', () => {
	const decoy = 'https://decoy.example/v.mp4';
	const key = fc.constantFrom(
		...[
			'callBackUrl',
			'cover_url',
			'thumbnail',
			'last_frame_url',
			'watermark_url',
			'progress_video',
			'input_image_url',
		],
		...['preview', 'logs', 'prompt', 'param', 'paramJson', 'request', 'cancel_url', 'status_url', 'mask', 'source'],
	);
	const value = fc.constantFrom(decoy, [decoy], {url: decoy}, JSON.stringify({resultUrls: [decoy]}));
	const isOther = (body: unknown): boolean => !JSON.stringify(body).includes('api.replicate.com');

	fc.assert(
		fc.property(anyBody.filter(isOther), anyPath, key, value, (body, path, name, link) => {
			const mutated = mutate(body, path, {type: 'add', key: name, value: link});
			const answer = check({httpStatus: 200, text: JSON.stringify(mutated)});

			assert.ok(!JSON.stringify(answer?.outputs ?? []).includes('decoy'));
		}),
		share(0.1),
	);
});

test('a documented answer cut anywhere is a problem, never an answer', () => {
	const texts = documentedAnswers.map(({text}) => text);

	fc.assert(
		fc.property(fc.constantFrom(...texts), fc.double({min: 0, max: 0.999, noNaN: true}), (text, part) => {
			const {answer, problem} = readReply({httpStatus: 200, text: text.slice(0, Math.floor(text.length * part))});

			assert.equal(answer, undefined);
			assert.ok(problem);
		}),
		share(0.1),
	);
});
