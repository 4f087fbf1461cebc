import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';
import meow from 'meow';
import {lazyMeow} from '../../.build/lazy-meow.ts';
import {bundleSource} from './bundle-source.ts';

const text = `
	Usage
	  $ tool <name>

	Options
	  --size, -s  How large
`;

const parse = (parser: typeof meow, argv: readonly string[]) => {
	const {input, flags, help, pkg} = parser(text, {
		importMeta: import.meta,
		pkg: {name: 'tool', version: '1.2.3', bin: {tool: 'tool.js'}, repository: 'owner/tool', license: 'MIT'},
		argv,
		description: 'A tool',
		flags: {
			size: {type: 'number', shortFlag: 's', default: 1},
			dryRun: {type: 'boolean'},
			tag: {type: 'string', isMultiple: true},
		},
	});
	return {input, flags, help, pkg};
};

test('meow made lazy reads a command line as the original does, down to the package it describes', async context => {
	const bundle = await bundleSource(context, "export {default} from 'meow';", {plugins: [lazyMeow]});
	const {default: bundledMeow}: {default: typeof meow} = await import(pathToFileURL(bundle).href);

	for (const argv of [
		[],
		['name', '--size', '3', '--dry-run'],
		['-s', '4', '--tag', 'a', '--tag=b', '--', '--size'],
		['--unknown', '--no-dry-run', 'name'],
	]) {
		assert.deepEqual(parse(bundledMeow, argv), parse(meow, argv));
	}
});
