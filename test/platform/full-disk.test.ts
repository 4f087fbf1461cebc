import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {openWatchDatabase} from '../../source/platform/watch-database.js';
import {noon, watchOf} from '../helpers/watches.js';

const source = path.join(import.meta.dirname, '../../source/platform');

/** Runs where no file may grow, which is how a full disk is to a program. */
const script = (folder: string): string => `
	process.on('SIGXFSZ', () => {});
	const {lockList} = await import(${JSON.stringify(path.join(source, 'list-lock.ts'))});
	const {openWatchList} = await import(${JSON.stringify(path.join(source, 'watch-list.ts'))});
	const lock = lockList(${JSON.stringify(folder)}, {processId: 1, since: 0});
	const list = openWatchList(${JSON.stringify(folder)}, ${noon});
	const {watches, saveProblem} = list.load();
	let problem;
	try {
		list.save({put: [{watch: watches[0], position: 0}], drop: [], downloads: []});
	} catch (error) {
		problem = error.message;
	}
	console.log(JSON.stringify({isLocked: lock !== undefined, ids: watches.map(({id}) => id), saveProblem, problem}));
`;

test('on a full disk a list is opened, owned and read, and only saving fails', context => {
	const folder = mkdtempSync(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(() => rmSync(folder, {recursive: true, force: true}));
	const list = openWatchDatabase(folder, noon);
	list.save({put: [{watch: watchOf('a'), position: 0}], drop: [], downloads: []});
	list.close();

	const output = execFileSync('bash', [
		'-c',
		'ulimit -f 0; exec "$@" 2>/dev/null',
		'-',
		process.execPath,
		...['--import', 'tsx', '--input-type=module', '--eval', script(folder)],
	]);

	assert.deepEqual(JSON.parse(output.toString()), {isLocked: true, ids: ['a'], problem: 'disk I/O error'});
});
