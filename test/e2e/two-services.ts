import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {askedAnswers, repliesTo} from '../answers/asked-answers.js';
import {sendAnswer} from '../answers/send-answer.js';
import type {Home} from '../helpers/built-program.js';
import {startFakeService} from '../helpers/fake-service.js';
import type {AnswerFixture} from '../providers/answer-fixture.js';

/**
A server with two APIs, each under a path of its own, that shows who asked for what.
*/
export const startTwoServices = async () => {
	const replies = new Map<string, AnswerFixture>(
		askedAnswers
			.filter(({name}) => ['gptge-hailuo-succeeded.json', 'kling-video-succeeded.json'].includes(name))
			.flatMap(answer =>
				[...repliesTo(answer)].map(([end, fixture]) => [`/${answer.provider}${end}`, fixture] as const),
			),
	);
	const server = await startFakeService((request, response) => sendAnswer(response, replies.get(request.url ?? '')), {
		isApi: true,
	});
	return {...server, [Symbol.asyncDispose]: server.close};
};

/**
Write the configuration file of a home.
*/
export const writeConfig = async (home: Home, profiles: object): Promise<void> => {
	const folder = path.join(home.folder, 'config', 'taskwatch');
	await mkdir(folder, {recursive: true, mode: 0o700});
	await writeFile(path.join(folder, 'config.json'), JSON.stringify({profiles}), {mode: 0o600});
};

/**
Write a program that prints a key.

@returns The command that runs it.
*/
export const writeKeyCommand = async (home: Home, name: string, key: string): Promise<readonly string[]> => [
	await home.writeKeyFile(name, `#!/bin/sh\nprintf '%s\\n' '${key}'\n`, 0o700),
];
