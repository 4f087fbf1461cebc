import path from 'node:path';
import {pathToFileURL} from 'node:url';
import type {Terminal} from '../helpers/terminal.js';
import type {CrashService, ServiceMoment} from './crash-service.js';
import {killPoints} from './kill-points.js';
import {labelOf} from './promises.js';

/** What a kill may wait for. */
export type Round = {
	readonly terminal: Terminal;
	readonly service: CrashService;
	/** The tasks that are pasted. */
	readonly ids: readonly string[];
	/** The task that another program adds. */
	readonly addedId: string;
	readonly random: () => number;
};

/**
A way of choosing the moment of a kill.
*/
export type KillKind = {
	readonly name: string;
	/** When there can be such a moment at all. @default 'any round' */
	readonly round?: 'first' | 'second';
	/** What is added to the environment of the program so that it dies by itself. */
	readonly env?: (random: () => number) => Readonly<Record<string, string>>;
	/** Calls back when it is to be killed. Without it, and without `env`, it is killed at any moment. */
	readonly wait?: (round: Round, kill: () => void) => void;
};

export const anyMoment: KillKind = {name: 'any moment'};

const preload = pathToFileURL(path.join(import.meta.dirname, 'kill-points.ts')).href;

const inside: readonly KillKind[] = Object.entries(killPoints).map(([name, {most, isEarly}]) => ({
	name,
	...(isEarly && {round: name.startsWith('list') ? 'first' : 'second'}),
	env: random => ({
		NODE_OPTIONS: `--import=${preload}`,
		TASKWATCH_TEST_KILL: `${name} #${1 + Math.floor(random() * most)}`,
	}),
}));

const atService = (moment: ServiceMoment, most: number): KillKind => ({
	name: moment,
	wait({service, random}, kill) {
		let left = 1 + Math.floor(random() * most);
		service.onMoment(now => {
			if (now === moment && --left === 0) {
				kill();
			}
		});
	},
});

const atScreen = (name: string, isShown: (round: Round) => (lines: readonly string[]) => boolean): KillKind => ({
	name,
	wait(round, kill) {
		round.terminal.shows(isShown(round)).then(kill, () => undefined);
	},
});

/** All but `anyMoment`. */
export const killKinds: readonly KillKind[] = [
	...inside,
	atService('a question has come', 20),
	atService('headers are sent', 4),
	atService('some bytes are sent', 60),
	atService('a file is sent', 4),
	atScreen(
		'tasks are on the screen',
		({ids}) =>
			lines =>
				lines.some(line => line.includes(ids[0] ?? '')),
	),
	atScreen(
		'what another added is on the screen',
		({addedId}) =>
			lines =>
				lines.some(line => line.includes(addedId)),
	),
	atScreen(
		'a label is on the screen',
		({ids}) =>
			lines =>
				ids.some(id => lines.some(line => line.includes(labelOf(id)) && !line.includes('Label:'))),
	),
	atScreen('a removal is on the screen', () => lines => lines.some(line => line.includes('Took 1 task off the list'))),
	atScreen(
		'a file is said to be saved',
		({ids}) =>
			lines =>
				ids.some(id => lines.some(line => line.includes(id) && line.includes(' saved '))),
	),
];
