import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {withDerivedParts} from '../.build/readme-parts.ts';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');

test('the README has the keys and the help of the program; `npm run readme` writes them anew', () => {
	assert.equal(readme, withDerivedParts(readme));
	assert.match(readme, /<!-- keys -->\n\| key/v);
	assert.match(readme, /<!-- help -->\n```text/v);
});

test('the README begins with the two commands that do everything on a fresh machine', () => {
	const blocks = [...readme.matchAll(/```sh\n(?<commands>[\s\S]*?)```/gv)].map(({groups}) => groups?.['commands']);

	assert.match(blocks[0] ?? '', /^npm ci && npm run demo\b/v);
	assert.match(blocks[0] ?? '', /^npm ci && npm test\b/mv);
});
