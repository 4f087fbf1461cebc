import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import type {TestContext} from 'node:test';
import type {PartFile, PartOwner} from '../../source/engine/part-ports.js';
import {createOpenPartFile} from '../../source/platform/open-part-file.js';
import {openPartLog, type PartLog} from '../../source/platform/part-log.js';
import type {PartRecord} from '../../source/platform/part-record.js';
import {fileKey} from '../../source/task/download.js';
import {noon, taskId} from '../helpers/watches.js';

export const ownerOf = (id: string): PartOwner => ({key: fileKey(taskId(id), 0), id: taskId(id), stem: id});

export const origin = {place: 'https://media.test/film.mp4', validator: '"v1"', totalBytes: 1000};

/**
A folder for results and one for state, which go with the test. Runs of the program use them one after the other.
*/
export const startPartRig = (context: TestContext) => {
	const folder = mkdtempSync(path.join(tmpdir(), 'parts-'));
	const outputFolder = path.join(folder, 'results');
	const stateFolder = path.join(folder, 'state');
	const logs = new Set<PartLog>();
	let time = noon;
	context.after(() => {
		for (const log of logs) {
			log.close();
		}

		rmSync(folder, {recursive: true});
	});

	const now = () => time;

	/** A run of the program, which ends in order. */
	const startRun = () => {
		const log = openPartLog(stateFolder, now);
		logs.add(log);
		const openFile = createOpenPartFile({outputFolder, openLog: async () => log, now});
		return {
			log,
			openFile,

			async open(id: string, signal = new AbortController().signal): Promise<PartFile> {
				const opened = await openFile(ownerOf(id), signal);
				if ('sha256' in opened) {
					throw new Error(`${opened.path} is saved already`);
				}

				return opened;
			},

			end() {
				logs.delete(log);
				log.close();
			},
		};
	};

	return {
		outputFolder,
		stateFolder,
		startRun,
		pass(milliseconds: number) {
			time += milliseconds;
		},
		/** What is noted, as another process reads it. */
		records(): readonly PartRecord[] {
			const database = new DatabaseSync(path.join(stateFolder, 'parts.db'), {readOnly: true});
			const rows = database.prepare('SELECT record FROM parts ORDER BY number').all();
			database.close();
			return rows.map(({record}) => JSON.parse(String(record)) as PartRecord);
		},
		results: () => readdirSync(outputFolder).toSorted(),
		locks: () => readdirSync(stateFolder).filter(name => name.endsWith('.lock')),
	};
};
