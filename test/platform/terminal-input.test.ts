import assert from 'node:assert/strict';
import {once} from 'node:events';
import {PassThrough} from 'node:stream';
import {type TestContext, test} from 'node:test';
import {render, Text, useInput, usePaste} from 'ink';
import {createElement} from 'react';
import {createTerminalInput} from '../../source/platform/terminal-input.js';
import {createFakeClock} from '../helpers/fake-clock.js';

const start = '\u001B[200~';
const end = '\u001B[201~';

/** A terminal's input, and what is asked of it. */
const createSource = () => {
	const calls: string[] = [];
	const source = Object.assign(new PassThrough(), {
		isTTY: true,
		setRawMode(isEnabled: boolean) {
			calls.push(`raw ${isEnabled}`);
		},
		ref() {
			calls.push('ref');
		},
		unref() {
			calls.push('unref');
		},
	});
	return {source, calls};
};

const turn = async () => new Promise(resolve => setImmediate(resolve));

/** Notes each event that Ink gives. */
function Recorder({events}: {readonly events: string[]}) {
	useInput((text, key) => {
		const names = (['ctrl', 'meta', 'escape', 'return', 'upArrow', 'downArrow'] as const).filter(name => key[name]);
		events.push(['key', ...names, text].join(' ').trim());
	});
	usePaste(text => {
		events.push(`paste ${text}`);
	});
	return createElement(Text, undefined, 'ready');
}

/** A real Ink app, and the terminal it reads. */
const renderApp = async (t: TestContext) => {
	const {source, calls} = createSource();
	const clock = createFakeClock();
	const cuts: string[] = [];
	const input = createTerminalInput({stdin: source, clock, onPasteCut: () => cuts.push('cut')});
	const events: string[] = [];

	const stdout = Object.assign(new PassThrough(), {columns: 80, rows: 24, isTTY: true});
	stdout.resume();
	const app = render(createElement(Recorder, {events}), {
		stdin: input,
		stdout,
		stderr: new PassThrough().resume(),
		exitOnCtrlC: false,
		interactive: true,
		patchConsole: false,
	});
	t.after(() => app.unmount());
	await app.waitUntilRenderFlush();
	await turn();

	return {
		source,
		calls,
		cuts,
		clock,
		input,
		app,
		/** Send chunks one by one, and take the events since the last time. */
		async send(...chunks: ReadonlyArray<string | Buffer>) {
			for (const chunk of chunks) {
				source.write(chunk);
				await turn();
				await turn();
			}

			return events.splice(0);
		},
		/** Let time pass, and take the events since the last time. */
		async wait(milliseconds: number) {
			await clock.advance(milliseconds);
			await turn();
			return events.splice(0);
		},
	};
};

test('three keys in one chunk are three events', async t => {
	const {send} = await renderApp(t);

	const events = await send('jjj', 'k\u001B[B\u001B[Ak', '\r', '\u0003');

	assert.deepEqual(events, [
		'key j',
		'key j',
		'key j',
		'key k',
		'key downArrow',
		'key upArrow',
		'key k',
		'key return',
		'key ctrl c',
	]);
});

test('a paste in pieces arrives whole, and a key after it is a key', async t => {
	const {send} = await renderApp(t);

	const events = await send('\u001B[20', '0~one\r', `two${end.slice(0, 3)}`, end.slice(3), 'q');

	assert.deepEqual(events, ['paste one\rtwo', 'key q']);
});

test('keys work a quarter of a second after a paste lost its end', async t => {
	const {send, wait} = await renderApp(t);

	const events = [
		await send(`${start}hello`),
		await wait(249),
		await send('q'),
		await wait(249),
		await wait(1),
		await send('q'),
	];

	assert.deepEqual(events, [[], [], [], [], ['paste helloq'], ['key q']]);
});

test('Ctrl-C ends a paste that lost its end', async t => {
	const {send, clock} = await renderApp(t);

	const events = await send(`${start}hello`, '\u0003', 'q');

	assert.deepEqual(events, ['key ctrl c', 'key q']);
	assert.equal(clock.sleepCount(), 0);
});

test('pasted text without marks runs nothing', async t => {
	const {send, wait} = await renderApp(t);

	const events = [await send('xD', 'q'), await wait(50), await send('q')];

	assert.deepEqual(events, [[], ['paste xDq'], ['key q']]);
});

test('Escape is told soon, and is not taken for Alt with the next key', async t => {
	const {send, wait} = await renderApp(t);

	const events = [await send('\u001B'), await wait(30), await send('j'), await send('\u001Bj')];

	assert.deepEqual(events, [[], ['key escape'], ['key j'], ['key meta j']]);
});

test('reports of the terminal are no events', async t => {
	const {send, wait} = await renderApp(t);

	const events = [
		await send('\u001B[I\u001B[<0;10;5M', '\u001B]11;rgb:00', '00/0000/0000\u0007', '\u001B[?62;22c'),
		await wait(1000),
	];

	assert.deepEqual(events, [[], []]);
});

test('a character cut between two chunks is whole', async t => {
	const {send} = await renderApp(t);
	const bytes = Buffer.from('中');

	const events = await send(bytes.subarray(0, 1), bytes.subarray(1));

	assert.deepEqual(events, ['key 中']);
});

test('four megabytes in small pieces arrive as one paste', async t => {
	const {source, send} = await renderApp(t);
	const chunk = 'x'.repeat(1024);

	source.write(start);
	for (let count = 0; count < 4096; count++) {
		source.write(chunk);
	}

	const events = await send(end);

	assert.deepEqual(
		events.map(event => event.length),
		['paste '.length + 4 * 1024 * 1024],
	);
});

test('tells that a paste was cut', async t => {
	const {send, cuts} = await renderApp(t);

	const events = await send(start, 'x'.repeat(9 * 1024 * 1024), end);

	assert.deepEqual(
		events.map(event => event.length),
		['paste '.length + 8 * 1024 * 1024],
	);
	assert.deepEqual(cuts, ['cut']);
});

test('raw mode is the terminal’s own, and nothing is read or waited for after Ink has let go', async t => {
	const {app, source, calls, send, clock} = await renderApp(t);
	await send('\u001B');

	app.unmount();
	await turn();

	assert.deepEqual(calls, ['ref', 'raw true', 'raw false', 'unref']);
	assert.equal(source.isPaused(), true);
	assert.equal(clock.sleepCount(), 0);
});

test('nothing is read before raw mode is asked for', async () => {
	const {source} = createSource();

	const input = createTerminalInput({stdin: source, clock: createFakeClock()});
	source.write('j');
	await turn();

	assert.equal(input.read(), null);
	input.ref();
	await once(input, 'readable');
	assert.equal(input.read(), 'j');
});

test('goes on with what was held when the terminal comes back', async t => {
	const {input, send, wait} = await renderApp(t);
	await send(`${start}one`);

	input.unref();
	const silent = await wait(1000);
	input.ref();

	assert.deepEqual([silent, await wait(250)], [[], ['paste one']]);
});

for (const [title, finish] of [
	['ends', (source: PassThrough) => source.end()],
	['closes', (source: PassThrough) => source.destroy()],
	['fails', (source: PassThrough) => source.destroy(new Error('read EIO'))],
] as const) {
	test(`tells when the terminal ${title}, after giving what was held`, async () => {
		const {source} = createSource();
		const clock = createFakeClock();
		const input = createTerminalInput({stdin: source, clock});
		const chunks: unknown[] = [];
		input.ref();
		source.write(`${start}one`);
		await turn();

		finish(source);
		await input.ended;

		for await (const chunk of input) {
			chunks.push(chunk);
		}

		assert.deepEqual(chunks, [`${start}one${end}`]);
		assert.equal(clock.sleepCount(), 0);
	});
}

test('an error after the end is harmless', async () => {
	const {source} = createSource();
	const input = createTerminalInput({stdin: source, clock: createFakeClock()});
	input.ref();
	source.emit('error', new Error('read EIO'));
	await input.ended;

	source.emit('error', new Error('read EIO'));
	source.emit('close');

	await input.ended;
});

test('is a terminal only where the real one is', () => {
	const isTTY = createTerminalInput({stdin: new PassThrough(), clock: createFakeClock()}).isTTY;

	assert.equal(isTTY, false);
});
