import assert from 'node:assert/strict';
import type {TestContext} from 'node:test';
import {createNetwork} from '../../source/platform/network.js';
import {findService} from '../../source/providers/services/services.js';
import {answerFolderFor} from '../helpers/answer-files.js';
import {startFakeService} from '../helpers/fake-service.js';
import type {AnswerFixture} from '../providers/answer-fixture.js';
import {type AskedAnswer, repliesTo} from './asked-answers.js';
import {askedAt, key} from './documented-headers.js';
import {sendAnswer} from './send-answer.js';

/**
A server that answers by path, and the real network with an account at it.
*/
export const setUp = async (context: TestContext, provider: string, replies: ReadonlyMap<string, AnswerFixture>) => {
	const service = findService(provider);
	assert.ok(service);
	const server = await startFakeService((request, response) => {
		sendAnswer(response, replies.get(request.url ?? ''));
	});
	const network = createNetwork({
		accounts: [
			{profile: 'default', service, baseUrl: new URL(server.url), outputFolder: '.', readKey: async () => key},
		],
		profileOf: () => 'default',
		answerFolder: answerFolderFor(context),
		version: '1.2.3',
		now: () => askedAt,
	});
	context.after(async () => {
		await network.close();
		await server.close();
	});
	return {server, network};
};

export const setUpFor = async (context: TestContext, answer: AskedAnswer) =>
	setUp(context, answer.provider, repliesTo(answer));
