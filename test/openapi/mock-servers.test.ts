import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {parseJson} from '../../source/providers/parse-json.js';
import type {RawReply} from '../../source/providers/read-reply.js';
import type {HealthState} from '../../source/task/health.js';
import type {Output} from '../../source/task/task.js';
import {check} from '../providers/check-reply.js';
import {describedServices} from './described-services.js';
import {whatIsMissing} from './ingredients.js';
import {type MockService, startMockService} from './mock-service.js';
import {valueAt} from './openapi-document.js';

const {signal: never} = new AbortController();

/** Enough for every word for a state to come. The same number brings the same answer. */
const seeds = Array.from({length: 100}, (_, index) => index + 1);

const healthOf: ReadonlyMap<number, HealthState> = new Map([
	[200, 'ok'],
	[401, 'auth'],
	[404, 'not_found'],
	[429, 'rate_limited'],
]);

/** See that the mock server found nothing wrong with the question: else it answers with a problem of its own. */
const checkAccepted = ({contentType = '', text}: RawReply): void => {
	assert.doesNotMatch(contentType, /problem\+json/v, text);
};

const bodyOf = ({text}: RawReply): unknown => parseJson(text)?.value;

/** A generated text may be a sentence, which names no task. */
const isIdentifier = (text: string): boolean => /^\S+$/v.test(text);

/** When an output ends is not of its whereabouts. */
const whereabouts = ({kind, place}: Output): Output => ({kind, place});

const memberOf = (body: unknown, name: string): string => String((body as Readonly<Record<string, unknown>>)[name]);

for (const described of describedServices) {
	const {provider, id, statusKey, phases} = described;
	const missing = whatIsMissing(described);
	if (missing !== undefined) {
		console.warn(missing);
	}

	describe(`${provider}, as its own OpenAPI document has it,`, {skip: missing ?? false}, () => {
		let mock: MockService;
		before(async () => {
			mock = await startMockService(described);
		});
		after(async () => mock.close());

		const operation = ['get', 'responses'] as const;
		const taskTemplate = (): string => Object.keys(mock.document['paths'] as object)[0] ?? '';

		test('has the words for a state that we tell people', () => {
			const schema = ['content', 'application/json', 'schema', 'properties', statusKey, 'enum'];

			const words = valueAt(mock.document, 'paths', taskTemplate(), ...operation, '200', ...schema);

			assert.deepEqual(words, mock.service.states.split(', '));
			assert.deepEqual(words, Object.keys(phases));
		});

		test('takes our question and our key, and its example is read', async () => {
			await using connection = await mock.connect();

			const {answer, problem} = await connection.network.askTask(id, never);

			const [reply] = connection.replies;
			assert.ok(reply);
			checkAccepted(reply);
			check(reply);
			assert.equal(problem, undefined);
			assert.equal(answer?.statusText, memberOf(bodyOf(reply), statusKey));
		});

		test('may answer anything that the document allows: it is read by the documented words', async () => {
			const seen = new Set<string>();
			let outputCount = 0;

			for (const seed of seeds) {
				await using connection = await mock.connect(`dynamic=true, seed=${seed}`);

				const {answer, problem} = await connection.network.askTask(id, never);

				const [reply] = connection.replies;
				assert.ok(reply && answer);
				checkAccepted(reply);
				check(reply);
				const word = memberOf(bodyOf(reply), statusKey);
				seen.add(word);
				assert.deepEqual([answer.statusText, answer.phase, problem], [word, phases[word], undefined]);
				const answerId = memberOf(bodyOf(reply), 'id');
				const isResultDue = answer.phase === 'succeeded' && isIdentifier(answerId);
				assert.deepEqual(answer.outputs.map(whereabouts), isResultDue ? described.outputs(answerId) : []);
				outputCount += answer.outputs.length;
			}

			assert.ok(outputCount > 0);
			assert.deepEqual([...seen].sort(), Object.keys(phases).sort());
		});

		test('may answer with every documented status', async () => {
			const statuses = Object.keys(valueAt(mock.document, 'paths', taskTemplate(), ...operation) as object);

			for (const status of statuses.filter(code => /^\d+$/v.test(code)).map(Number)) {
				await using connection = await mock.connect(`code=${status}`);

				const {problem} = await connection.network.askTask(id, never);

				const [reply] = connection.replies;
				assert.ok(reply);
				check(reply);
				assert.equal(reply.httpStatus, status);
				assert.equal(problem?.state ?? 'ok', healthOf.get(status) ?? problem?.state);
			}
		});

		test('takes our question for a result', async () => {
			await using connection = await mock.connect();
			const [output] = described.outputs(id);
			assert.ok(output);

			await connection.network.resolveLink(output, id, never).catch(() => undefined);

			const [reply] = connection.replies;
			assert.ok(reply);
			checkAccepted(reply);
			assert.equal(reply.httpStatus, 200);
		});

		test('refuses a key that is shown in another way', async () => {
			await using connection = await mock.connect('', {authorisation: {type: 'header', name: 'x-no-such-key'}});

			const {answer, problem} = await connection.network.askTask(id, never);

			assert.deepEqual([answer, problem?.state, connection.replies[0]?.httpStatus], [undefined, 'auth', 401]);
		});

		test('does not have another path', async () => {
			await using connection = await mock.connect('', {taskPath: () => `/no/such/path/${id}`});

			const {answer, problem} = await connection.network.askTask(id, never);

			assert.deepEqual([answer, problem?.state, connection.replies[0]?.httpStatus], [undefined, 'not_found', 404]);
		});
	});
}
