import assert from 'node:assert/strict';
import path from 'node:path';
import {before, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import fc from 'fast-check';
import {rootFolder} from '../../.build/program-options.ts';
import {plainRows} from '../../.build/runtime/plain-rows.ts';
import {arbitraryText} from './arbitrary-text.ts';
import {bundleSource} from './bundle-source.ts';

type Transform = (line: string, index: number) => string;

type Write = {
	readonly x: number;
	readonly y: number;
	readonly text: string;
	readonly transformers: readonly Transform[];
};

type Clip = {readonly x1?: number; readonly x2?: number};

type OutputClass = new (size: {
	readonly width: number;
	readonly height: number;
}) => {
	write(x: number, y: number, text: string, options: {readonly transformers: readonly Transform[]}): void;
	clip(clip: Clip): void;
	unclip(): void;
	get(): {readonly output: string; readonly height: number};
};

const outputFile = './node_modules/ink/build/output.js';
const size = {width: 40, height: 6};

let Original: OutputClass;

before(async () => {
	({default: Original} = await import(pathToFileURL(path.join(rootFolder, outputFile)).href));
});

const draw = (Output: OutputClass, writes: readonly Write[], clip?: Clip) => {
	const output = new Output(size);
	if (clip) {
		output.clip(clip);
	}

	for (const {x, y, text, transformers} of writes) {
		output.write(x, y, text, {transformers});
	}

	if (clip) {
		output.unclip();
	}

	return output.get();
};

const styledText = fc
	.array(
		fc.oneof(
			fc.constantFrom('\u001B[31m', '\u001B[39m', '\u001B[1m', '\u001B[2m', '\u001B[22m', '\u001B[7m', '\u001B[0m'),
			fc.constantFrom('\u001B[38;5;12m', '\u001B[1;4;36m', '\u001B]8;;https://example.com\u0007', '\u001B]8;;\u0007'),
			fc.constantFrom('task', 'é', '● running', '中文', '  ', ' │ ', '…'),
		),
		{maxLength: 9},
	)
	.map(pieces => pieces.join(''));

const bold: Transform = line => `\u001B[1m${line}\u001B[22m`;
const upperCase: Transform = (line, index) => (index === 0 ? line.replaceAll('task', 'TASK') : line);

const write = (text: fc.Arbitrary<string>): fc.Arbitrary<Write> =>
	fc.record({
		x: fc.oneof(fc.constantFrom(0, 1), fc.integer({min: -1, max: size.width + 1})),
		y: fc.integer({min: -1, max: size.height}),
		text,
		transformers: fc.subarray([bold, upperCase]),
	});

test('a frame put together by lines is, byte for byte, the one that Ink makes of cells', async context => {
	const bundle = await bundleSource(context, `export {default} from '${outputFile}'; export {Text} from 'ink';`);
	const {default: Patched}: {default: OutputClass} = await import(pathToFileURL(bundle).href);

	for (const [kind, text] of Object.entries({styledText, arbitraryText})) {
		await context.test(kind, () => {
			fc.assert(
				fc.property(fc.array(write(text), {maxLength: 5}), writes => {
					assert.deepEqual(draw(Patched, writes), draw(Original, writes));
				}),
				{numRuns: 1000},
			);
		});
	}

	await context.test('clipped', () => {
		const writes = [{x: 0, y: 0, text: 'a task that is cut off', transformers: []}];

		assert.deepEqual(draw(Patched, writes, {x1: 0, x2: 9}), draw(Original, writes, {x1: 0, x2: 9}));
	});
});

test('styled rows, each written once, are put together by lines', () => {
	const operations = [
		{type: 'write' as const, x: 0, y: 0, text: '\u001B[1mtaskwatch\u001B[0m   ', transformers: []},
		{type: 'write' as const, x: 2, y: 2, text: '\u001B[36m● läuft\u001B[0m 中', transformers: [bold]},
	];

	assert.deepEqual(plainRows({operations, width: 40, height: 3}), [
		'\u001B[1mtaskwatch\u001B[22m',
		'',
		'  \u001B[1m\u001B[36m● läuft\u001B[39m 中\u001B[22m',
	]);
});

for (const [kind, operation] of Object.entries({
	'that begins left of the screen': {type: 'write' as const, x: -1, y: 1, text: 'b', transformers: []},
	'that begins right of the screen': {type: 'write' as const, x: 41, y: 1, text: 'b', transformers: []},
	'below the screen': {type: 'write' as const, x: 0, y: 6, text: 'b', transformers: []},
	'of two lines': {type: 'write' as const, x: 0, y: 1, text: 'a\nb', transformers: []},
	'on a row that is taken': {type: 'write' as const, x: 20, y: 0, text: 'b', transformers: []},
	'made two lines by a transformer': {type: 'write' as const, x: 0, y: 1, text: 'a', transformers: [() => 'a\nb']},
	clip: {type: 'clip' as const},
})) {
	test(`a frame is left to Ink for one operation: ${kind}`, () => {
		const first = {type: 'write' as const, x: 0, y: 0, text: 'a', transformers: []};

		assert.equal(plainRows({operations: [first, operation], ...size}), undefined);
	});
}
