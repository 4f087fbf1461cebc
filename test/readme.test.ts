import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';
import {withDerivedParts} from '../.build/readme-parts.ts';
import {services} from '../source/providers/services/services.js';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');

test('the README has the keys, the help and the services of the program; `npm run readme` writes them anew', () => {
	assert.equal(readme, withDerivedParts(readme));
	assert.match(readme, /<!-- keys -->\n\| key/v);
	assert.match(readme, /<!-- help -->\n```text/v);
	assert.match(readme, /<!-- services -->\n\| provider/v);
});

test('the README names each service by the word that stands before an ID', () => {
	const [, table = ''] = readme.split(/<!-- \/?services -->/v);

	assert.deepEqual(
		[...table.matchAll(/^\| `(?<name>[a-z\d]+)` /gmv)].map(({groups}) => groups?.['name']),
		services.map(({name}) => name),
	);
	assert.doesNotMatch(table, /undefined/v);
});

test('the README begins with the two commands that do everything on a fresh machine', () => {
	const blocks = [...readme.matchAll(/```sh\n(?<commands>[\s\S]*?)```/gv)].map(({groups}) => groups?.['commands']);

	assert.match(blocks[0] ?? '', /^npm ci && npm run demo\b/v);
	assert.match(blocks[0] ?? '', /^npm ci && npm test\b/mv);
});

test('what the README calls a proof is there to be run', async () => {
	const files = await readdir(import.meta.dirname, {recursive: true});
	const names = new Set(files.map(file => path.basename(file)));
	const {scripts} = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
	const tests = [...readme.matchAll(/`(?:test\/(?<folder>[\w\/]+)\/)?(?<name>[\w\-]+\.test\.tsx?)`/gv)];
	const commands = [...readme.matchAll(/`npm run (?<name>[\w:]+)`/gv)].map(({groups}) => groups?.['name'] ?? '');

	assert.ok(tests.length > 20);
	const missing = tests.filter(({groups}) => {
		const {folder, name = ''} = groups ?? {};
		return folder === undefined ? !names.has(name) : !files.includes(path.join(folder, name));
	});
	assert.deepEqual(
		missing.map(([name]) => name),
		[],
	);
	assert.deepEqual(
		commands.filter(name => !Object.hasOwn(scripts, name)),
		[],
	);
});
