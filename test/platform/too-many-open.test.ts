import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';

const moduleAt = (name: string): string => JSON.stringify(pathToFileURL(path.resolve('source', 'platform', name)).href);

/** Of one pixel. */
const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A program that opens and asks while not one more file can be opened, and again once some can. */
const script = (folder: string) => `
	import {closeSync, openSync} from 'node:fs';
	import {createLazyNetwork} from ${moduleAt('lazy-network.ts')};
	import {createPartFiles} from ${moduleAt('part-files.ts')};

	const folder = ${JSON.stringify(folder)};
	const owner = {key: 'a', id: 'a', stem: 'a'};
	const {openPartFile} = createPartFiles({stateFolder: undefined, outputFolderOf: () => folder, now: () => 0});
	const account = {profile: 'default', baseUrl: new URL('http://127.0.0.1:9')};
	const network = createLazyNetwork({
		accounts: [account],
		profileOf: () => 'default',
		answerFolder: {path: () => folder},
		version: '1',
		now: () => 0,
	});
	const tell = async work => work().then(() => 'fine', error => error.name + ': ' + error.message);
	const told = [];
	const tryAll = async () => {
		told.push(await tell(async () => openPartFile(owner, new AbortController().signal)));
		told.push(await tell(async () => network.factsOfHeld({type: 'inline', base64: '${picture}'})));
	};

	const held = [];
	try {
		for (;;) held.push(openSync('/dev/null', 'r'));
	} catch {}
	await tryAll();
	for (const file of held) closeSync(file);
	await tryAll();
	console.log(JSON.stringify(told));
`;

test('where nothing more can be opened it is said what to do, and it goes on once there is room again', context => {
	const folder = mkdtempSync(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(() => rmSync(folder, {recursive: true, force: true}));

	const output = execFileSync('bash', [
		'-c',
		'ulimit -n 100; exec "$@"',
		'-',
		process.execPath,
		...['--import', 'tsx', '--input-type=module', '--eval', script(folder)],
	]);

	const what = 'too many files and connections are open; raise “ulimit -n”, or lower --concurrency';
	assert.deepEqual(JSON.parse(output.toString()), [
		`DownloadError: Nothing can be written to ${folder}: ${what}`,
		`UnreachableError: The network is out of reach: ${what}`,
		'fine',
		'fine',
	]);
});
