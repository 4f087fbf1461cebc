import assert from 'node:assert/strict';
import path from 'node:path';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';
import fc from 'fast-check';
import {rootFolder} from '../../.build/program-options.ts';
import {arbitraryText} from './arbitrary-text.ts';
import {bundleSource} from './bundle-source.ts';

const dependencies = {
	stringWidth: './node_modules/string-width/index.js',
	wrapAnsi: './node_modules/wrap-ansi/index.js',
	sliceAnsi: './node_modules/slice-ansi/index.js',
	truncate: './node_modules/cli-truncate/index.js',
	lineUpdate: './node_modules/ink/build/line-update.js',
	tokenize: './node_modules/@alcalzone/ansi-tokenize/build/tokenize.js',
};

type Dependencies = Record<keyof typeof dependencies, (...args: readonly unknown[]) => unknown>;

const loadOriginals = async (): Promise<Dependencies> => {
	const modules = Object.entries(dependencies).map(async ([name, file]) => {
		const module = await import(pathToFileURL(path.join(rootFolder, file)).href);
		return [name, module.default ?? module.tokenize] as const;
	});
	return Object.fromEntries(await Promise.all(modules)) as Dependencies;
};

const width = fc.integer({min: 1, max: 20});

const argumentsOf: Record<keyof Dependencies, fc.Arbitrary<readonly unknown[]>> = {
	stringWidth: fc.tuple(
		arbitraryText,
		fc.record({ambiguousIsNarrow: fc.boolean(), countAnsiEscapeCodes: fc.boolean()}, {requiredKeys: []}),
	),
	wrapAnsi: fc.tuple(arbitraryText, width, fc.record({hard: fc.boolean(), trim: fc.boolean()})),
	sliceAnsi: fc.tuple(arbitraryText, fc.nat(8), width),
	truncate: fc.tuple(arbitraryText, width, fc.record({position: fc.constantFrom('start', 'middle', 'end')})),
	lineUpdate: fc
		.tuple(arbitraryText, arbitraryText, arbitraryText)
		.map(([start, previous, next]) => [start + previous, start + next, 40]),
	tokenize: fc.tuple(arbitraryText, width),
};

test('what is made lazy answers as the originals do, for any text', async context => {
	const originals = await loadOriginals();
	const bundle = await bundleSource(
		context,
		`
		export {default as stringWidth} from 'string-width';
		export {default as wrapAnsi} from 'wrap-ansi';
		export {default as sliceAnsi} from 'slice-ansi';
		export {default as truncate} from 'cli-truncate';
		export {default as lineUpdate} from '${dependencies.lineUpdate}';
		export {tokenize} from '@alcalzone/ansi-tokenize';
		export {Text} from 'ink';
		`,
	);
	const bundled: Dependencies = await import(pathToFileURL(bundle).href);

	for (const [name, args] of Object.entries(argumentsOf) as [keyof Dependencies, fc.Arbitrary<readonly unknown[]>][]) {
		await context.test(name, () => {
			fc.assert(
				fc.property(args, values => {
					assert.deepEqual(bundled[name](...values), originals[name](...values));
				}),
				{numRuns: 500},
			);
		});
	}
});
