import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import path from 'node:path';
import {finished} from 'node:stream/promises';
import {openWatchDatabase} from '../../source/platform/watch-database.js';
import type {ListFile, LoadedList} from '../../source/store/list-file.js';
import type {Watch} from '../../source/task/watch.js';
import {manyIds, noon, running, watchOf} from '../helpers/watches.js';

/** Watches with something to lose. */
export const someWatches = (count: number): readonly Watch[] =>
	manyIds(count).map((id, index) => watchOf(id, {label: `label ${index}`, answer: running}));

export const changeTo = (watches: readonly Watch[], firstPosition = 0) => ({
	put: watches.map((watch, index) => ({watch, position: firstPosition + index})),
	drop: [],
	downloads: [],
});

/** Do something with the list of a folder, as the program that owns it. */
export const withList = <Result>(folder: string, work: (list: ListFile) => Result, now = noon): Result => {
	const list = openWatchDatabase(folder, now);
	try {
		return work(list);
	} finally {
		list.close();
	}
};

/** What a new start finds in a folder. */
export const loadFrom = (folder: string, now = noon): LoadedList => withList(folder, list => list.load(), now);

export const listPath = (folder: string): string => path.join(folder, 'state.db');

const source = path.join(import.meta.dirname, '../../source/platform/watch-database.ts');

/**
Use a list in a process of its own, which may be killed.

@param script - Finds `openWatchDatabase` defined.
@param onOutput - Told of all that it printed so far.
@returns All that it printed, once it has ended: in order, or by a kill.
*/
export const inProcess = async (
	script: string,
	onOutput: (output: string, kill: () => void) => void = () => undefined,
): Promise<string> => {
	const child = spawn(
		process.execPath,
		[
			...['--import', 'tsx', '--input-type=module', '--eval'],
			`const {openWatchDatabase} = await import(${JSON.stringify(source)});\n${script}`,
		],
		{stdio: ['ignore', 'pipe', 'inherit']},
	);
	let output = '';
	child.stdout.on('data', data => {
		output += data;
		onOutput(output, () => child.kill('SIGKILL'));
	});
	const [[exitCode, signal]] = await Promise.all([once(child, 'exit'), finished(child.stdout)]);
	assert.ok(exitCode === 0 || signal === 'SIGKILL', `It ended by itself, with ${exitCode}`);
	return output;
};
