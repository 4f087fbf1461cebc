import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {test} from 'node:test';
import {withoutDevtools} from '../../.build/without-devtools.ts';
import {bundleSource} from './bundle-source.ts';

/*
Draws a small table into a stream that looks like a terminal, changes one cell, and prints every byte.
*/
const program = (status: string): string => `
	import {Writable} from 'node:stream';
	import {Box, Text, render} from 'ink';

	const Table = ({status}) => (
		<Box flexDirection='column' width={40} height={6} borderStyle='round' paddingX={1}>
			<Text bold>Täsks …</Text>
			{['●', '○', '✓'].map(sign => (
				<Box key={sign} gap={1}>
					<Text color='green'>{sign}</Text>
					<Box flexGrow={1} flexBasis={0}><Text wrap='truncate-end'>a prompt that is longer than its column 猫が屋根の上</Text></Box>
					<Box flexShrink={0}><Text>{status}</Text></Box>
				</Box>
			))}
		</Box>
	);

	const chunks = [];
	const stdout = new Writable({decodeStrings: false, write(chunk, encoding, done) { chunks.push(chunk); done(); }});
	Object.assign(stdout, {isTTY: true, columns: 40, rows: 10});

	const {rerender, waitUntilRenderFlush, unmount} = render(
		<Table status='queued'/>,
		{stdout, interactive: true, incrementalRendering: true, alternateScreen: true, patchConsole: false},
	);
	await waitUntilRenderFlush();
	rerender(<Table status=${JSON.stringify(status)}/>);
	await waitUntilRenderFlush();
	unmount();
	process.stdout.write(JSON.stringify(chunks));
`;

/*
Loaded before the program: makes what is slow to load fail.
*/
const traps = `
	for (const [holder, name] of [[Intl, 'Segmenter'], [globalThis, 'fetch']]) {
		Object.defineProperty(holder, name, {get() { throw new Error(name + ' was asked for'); }});
	}
`;

const run = (file: string, nodeArguments: readonly string[] = []): readonly string[] =>
	JSON.parse(
		execFileSync(process.execPath, [...nodeArguments, file], {
			encoding: 'utf8',
			env: {FORCE_COLOR: '1'},
			stdio: ['ignore', 'pipe', 'pipe'],
		}),
	);

const setTraps = async (bundle: string): Promise<readonly string[]> => {
	const file = path.join(path.dirname(bundle), 'traps.mjs');
	await writeFile(file, traps);
	return ['--import', file];
};

test('a table of plain text is drawn without Unicode data and without fetch', async context => {
	const bundle = await bundleSource(context, program('running'));

	const chunks = run(bundle, await setTraps(bundle));

	assert.match(chunks.join(''), /●.* a prompt that is longer.*… queued.*running/sv);
});

test('text in need of Unicode data gets it', async context => {
	const bundle = await bundleSource(context, program('👩‍👩‍👧'));

	const drawWithTraps = async () => run(bundle, await setTraps(bundle));

	await assert.rejects(drawWithTraps, /Segmenter was asked for/v);
});

for (const status of ['running', '👩‍👩‍👧 ok']) {
	test(`the bundle writes the same bytes as Ink untouched: ${status}`, async context => {
		const bundle = await bundleSource(context, program(status));
		const untouched = await bundleSource(context, program(status), {plugins: [withoutDevtools]});

		const chunks = run(bundle);

		assert.deepEqual(chunks, run(untouched));
	});
}
