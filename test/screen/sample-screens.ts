import type {AppStore} from '../../source/store/app-store.js';
import {press} from '../commands/press.js';
import {answerOf, doneAnswer, downloadOf, noon, savedAs, storeOf, watchOf} from '../helpers/watches.js';

const running = watchOf('cgt-20250702010712-qm644', {
	label: 'red fox',
	answer: answerOf({progress: 42, model: 'doubao-seedance-1-0-pro', createdAt: noon - 161_000}),
	health: {nextPollAt: noon + 7000, lastAnswerAt: noon - 3000, roundTripMs: 120},
});
const ready = watchOf('task_01k8abcdefgh', {
	answer: doneAnswer({
		model: 'sora-2',
		width: 1280,
		height: 720,
		createdAt: noon - 300_000,
		finishedAt: noon - 139_000,
	}),
});
const failed = watchOf('1770350082-trii1OXZc3', {
	answer: answerOf({phase: 'failed', error: 'The prompt was refused.', model: 'kling-v2'}),
});
const saved = watchOf('video_68f0abcdef', {
	answer: doneAnswer({
		model: 'sora-2',
		resolutionLabel: '1080p',
		createdAt: noon - 100_000,
		finishedAt: noon - 9000,
	}),
});
const offline = watchOf('3b241101-e2bb-4255-8caf-4136c566a962', {
	addedAt: noon - 60_000,
	health: {
		state: 'offline',
		failureCount: 3,
		message: 'api.example is out of reach: connection refused',
		nextPollAt: noon + 8000,
	},
});

/** Five tasks of different kinds, the cursor on the first. */
export const storeOfFive = (): AppStore =>
	storeOf(
		[running, ready, failed, saved, offline],
		[downloadOf(saved.id, savedAs('/r/video_68f0abcdef.mp4', 8_440_000))],
		noon,
	);

export const storeOfMany = (count: number): AppStore =>
	storeOf(Array.from({length: count}, (_, index) => watchOf(`task-${index + 1}`)));

const pressed = (store: AppStore, ...keys: readonly string[]): AppStore => {
	press(store, ...keys);
	return store;
};

/** Each state of the screen by its name. */
export const screens: Readonly<Record<string, () => AppStore>> = {
	'the table': storeOfFive,
	'the table of 500 tasks': () => storeOfMany(500),
	'an empty list': () => storeOf(),
	'the help': () => pressed(storeOfFive(), '?'),
	'the help, scrolled': () => pressed(storeOfFive(), '?', 'space', 'space', 'space'),
	'the details': () => pressed(storeOfFive(), 'enter'),
	'a notice': () => pressed(storeOfFive(), 'x'),
	marks: () => pressed(storeOfFive(), 'A'),
	'the box for IDs, empty': () => pressed(storeOfFive(), 'a'),
	'the box for IDs': () => pressed(storeOfFive(), 'a', ...'中文 text that is longer than a narrow screen'),
	'the box for a label': () => pressed(storeOfFive(), 'e'),
	'the box over an empty list': () => pressed(storeOf(), 'a'),
	downloads: () => pressed(storeOfFive(), 'D'),
};
