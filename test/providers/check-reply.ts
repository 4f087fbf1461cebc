import assert from 'node:assert/strict';
import {families} from '../../source/providers/families/families.js';
import {readLink} from '../../source/providers/read-link.js';
import {type RawReply, readReply} from '../../source/providers/read-reply.js';
import type {Output, TaskAnswer} from '../../source/task/task.js';
import {isRecognised} from './recognised.js';

export const knownFamilies: ReadonlySet<string> = new Set(['unknown', 'media', ...families.map(({name}) => name)]);

const isWhole = (value: number | undefined, min: number, max: number): boolean =>
	value === undefined || (Number.isInteger(value) && value >= min && value <= max);

const checkOutput = ({place, expiresAt}: Output): void => {
	assert.ok(isWhole(expiresAt, 1, 8.64e15));
	switch (place.type) {
		case 'url': {
			assert.match(place.url, /^https?:\/\/[!-~]+$/i);
			break;
		}

		case 'content': {
			assert.match(place.path, /^\/[!-~]*$/);
			break;
		}

		case 'file': {
			assert.match(place.fileId, /^[!-~]+$/);
			break;
		}

		case 'inline': {
			assert.match(place.base64.slice(0, 32), /^[\w+/=]+$/);
		}
	}
};

const checkAnswer = (answer: TaskAnswer): void => {
	assert.ok(knownFamilies.has(answer.family));
	assert.ok(
		answer.phase === 'unknown' || isRecognised(answer),
		`“${answer.statusText}” of ${answer.family} is no ${answer.phase}`,
	);
	assert.ok(answer.outputs.length === 0 || answer.phase === 'succeeded');
	answer.outputs.slice(0, 100).forEach(checkOutput);
	assert.ok(isWhole(answer.progress, 0, 100));
	assert.ok(isWhole(answer.width, 1, Number.MAX_SAFE_INTEGER) && isWhole(answer.height, 1, Number.MAX_SAFE_INTEGER));
	assert.ok(isWhole(answer.createdAt, 1, 8.64e15) && isWhole(answer.finishedAt, 1, 8.64e15));
	assert.ok(answer.durationSeconds === undefined || answer.durationSeconds > 0);
	for (const shown of [answer.statusText, answer.error, answer.model, answer.resolutionLabel]) {
		assert.doesNotMatch(shown ?? '', /\p{Cc}/u);
	}
};

/**
Read a reply, and see that whatever comes of it is sound.
*/
export const check = (raw: RawReply): TaskAnswer | undefined => {
	const {answer, problem} = readReply(raw);
	readLink(raw);

	assert.ok(answer ?? problem);
	assert.ok(problem === undefined || (problem.message.length > 0 && !/\p{Cc}/u.test(problem.message)));
	if (answer) {
		checkAnswer(answer);
	}

	return answer;
};
