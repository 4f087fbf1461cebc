import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import type {JsonObject} from '../../source/providers/families/family.js';
import {isObject} from '../../source/providers/fields.js';
import {parseJson} from '../../source/providers/parse-json.js';
import type {RawReply} from '../../source/providers/read-reply.js';
import type {Output} from '../../source/task/task.js';
import {check} from '../providers/check-reply.js';
import {describedServices} from './described-services.js';
import {whatIsMissing} from './ingredients.js';
import {type MockConnection, type MockService, startMockService} from './mock-service.js';
import {valueAt} from './openapi-document.js';

const {signal: never} = new AbortController();

/** Enough for every word for a state to come. The same number brings the same answer. */
const seeds = Array.from({length: 100}, (_, index) => index + 1);

/** The one answer of a connection, which must be sound however it is read. */
const onlyReply = ({replies}: MockConnection): RawReply => {
	const [reply] = replies;
	assert.ok(reply && replies.length === 1);
	check(reply);
	return reply;
};

/** The answer of a mock server that found nothing wrong with the question: else it tells a problem of its own. */
const acceptedReply = (connection: MockConnection): RawReply => {
	const reply = onlyReply(connection);
	assert.doesNotMatch(reply.contentType ?? '', /problem\+json/v, reply.text);
	return reply;
};

const bodyOf = ({text}: RawReply): JsonObject => {
	const body = parseJson(text)?.value;
	assert.ok(isObject(body));
	return body;
};

/** Without its end, which has a test of its own elsewhere. */
const withoutEnd = ({kind, place}: Output): Output => ({kind, place});

for (const described of describedServices) {
	const {provider, id, healths, keptOutput} = described;
	const missing = whatIsMissing(described);
	if (missing !== undefined) {
		console.warn(missing);
	}

	describe(`${provider}, as its own OpenAPI document has it,`, {skip: missing ?? false}, () => {
		let mock: MockService;
		before(async () => {
			mock = await startMockService(described);
		});
		after(async () => mock?.close());

		test('has no words for a state but those that we tell people', () => {
			const told = mock.service.states.split(', ');

			assert.deepEqual(
				mock.words.filter(word => !told.includes(word)),
				[],
			);
		});

		test('takes our question and our key, and its example is read', async () => {
			await using connection = await mock.connect();

			const {answer, problem} = await connection.network.askTask(id, never);

			const body = bodyOf(acceptedReply(connection));
			const phase = described.phaseOf(body);
			assert.deepEqual([answer?.phase, answer?.statusText, problem], [phase, body['status'], undefined]);
			assert.deepEqual(answer?.outputs.map(withoutEnd), phase === 'succeeded' ? described.outputs(body) : []);
		});

		test('may answer anything that the document allows: it is read by the documented words', async () => {
			const seen = new Set<string>();

			for (const seed of seeds) {
				await using connection = await mock.connect(`dynamic=true, seed=${seed}`);

				const {answer, problem} = await connection.network.askTask(id, never);

				const body = bodyOf(acceptedReply(connection));
				const phase = described.phaseOf(body);
				assert.ok(answer);
				assert.deepEqual(
					[answer.statusText, answer.phase, problem],
					[body['status'], phase ?? answer.phase, phase ? undefined : problem],
				);
				assert.deepEqual(answer.outputs.map(withoutEnd), phase === 'succeeded' ? described.outputs(body) : []);
				seen.add(String(body['status']));
			}

			assert.deepEqual([...seen].sort(), [...mock.words].sort());
		});

		test('is read with every documented HTTP status', async () => {
			const responses = valueAt(mock.document, 'paths', mock.taskTemplate, 'get', 'responses');
			assert.deepEqual(Object.keys(responses ?? {}), Object.keys(healths));

			for (const [status, health] of Object.entries(healths)) {
				await using connection = await mock.connect(`code=${status}`);

				const {answer, problem} = await connection.network.askTask(id, never);

				assert.equal(acceptedReply(connection).httpStatus, Number(status));
				assert.deepEqual([problem?.state ?? 'ok', answer !== undefined], [health, health === 'ok'], status);
			}
		});

		if (keptOutput) {
			test('takes our question for a result', async () => {
				await using connection = await mock.connect();

				// What is made up for a video may be none.
				await connection.network.resolveLink(keptOutput, id, never).catch(() => undefined);

				assert.equal(acceptedReply(connection).httpStatus, 200);
			});
		}

		test('refuses a key that is shown in another way', async () => {
			await using connection = await mock.connect('', {authorisation: {type: 'header', name: 'x-no-such-key'}});

			const {answer, problem} = await connection.network.askTask(id, never);

			assert.deepEqual([answer, problem?.state, onlyReply(connection).httpStatus], [undefined, 'auth', 401]);
		});

		test('does not have another path', async () => {
			await using connection = await mock.connect('', {taskPath: () => `/no/such/path/${id}`});

			const {answer, problem} = await connection.network.askTask(id, never);

			assert.deepEqual([answer, problem?.state, onlyReply(connection).httpStatus], [undefined, 'not_found', 404]);
		});
	});
}
