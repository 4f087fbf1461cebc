import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {createInputFilter} from '../../source/platform/input-filter.js';

const start = '\u001B[200~';
const end = '\u001B[201~';
const paste = (text: string) => `${start}${text}${end}`;
const interrupt = '\u0003';
const escapeKey = '\u001B[27u';

/** What a filter gives for some chunks, and then for silence. */
const filterAll = (...chunks: readonly string[]) => {
	const filter = createInputFilter();
	const output = chunks.flatMap(filter.push);
	return [...output, ...filter.idle()];
};

const pass: ReadonlyArray<readonly [title: string, chunks: readonly string[], output: readonly string[]]> = [
	['a key', ['j'], ['j']],
	['a held key as one each', ['jjj'], ['j', 'j', 'j']],
	['held backspace as one each', ['\u007F\u007F'], ['\u007F', '\u007F']],
	['Enter, Tab and Ctrl-J', ['\r', '\t', '\n'], ['\r', '\t', '\n']],
	[
		'a character of many code points as one',
		['é', '😀', '👨‍👩‍👧', 'e\u0301', '中'],
		['é', '😀', '👨‍👩‍👧', 'e\u0301', '中'],
	],
	['keys that came together', ['j\u001B[Bk\u001B[A\u001BOP\t'], ['j', '\u001B[B', 'k', '\u001B[A', '\u001BOP', '\t']],
	[
		'keys with modifiers',
		['\u001B[1;5A\u001Bx\u001B[97;5u\u001B[2$\u001B[[A\u001B[1;2R'],
		['\u001B[1;5A', '\u001Bx', '\u001B[97;5u', '\u001B[2$', '\u001B[[A', '\u001B[1;2R'],
	],
	['a key in pieces', ['\u001B', '[', '1;', '5A', 'j'], ['\u001B[1;5A', 'j']],
	['Escape', ['\u001B'], [escapeKey]],
	['Escape twice', ['\u001B\u001B'], [escapeKey, escapeKey]],
	['Escape before Ctrl-C', ['\u001B', interrupt], [escapeKey, interrupt]],
	[
		'Ctrl-C in whatever it stands',
		[`a${interrupt}`, `xyz${interrupt}q`],
		['a', interrupt, paste('xyz'), interrupt, paste('q')],
	],
	['Ctrl-C in a report cut short', ['\u001B]11;rgb:', interrupt, '\u001B[1', interrupt], [interrupt, interrupt]],
	['the reply to the kitty keyboard query', ['\u001B[?1u'], ['\u001B[?1u']],
	[
		'Alt and a character that may begin a report',
		['\u001BPx\u001B]x\u001B_x'],
		['\u001BP', 'x', '\u001B]', 'x', '\u001B_', 'x'],
	],

	['a paste', [paste('one\rtwo')], [paste('one\rtwo')]],
	['two pastes in one chunk', [paste('one') + paste('two')], [paste('one'), paste('two')]],
	['a paste and a key after it', [paste('one'), 'q'], [paste('one'), 'q']],
	['a paste without what controls a terminal', [paste('a\u001B[31mb\u0000c\u0003\u009B\t\n')], [paste('a[31mbc\t\n')]],
	['an empty paste as nothing', [paste(''), paste('\u0007')], []],
	['keys before a paste', [`jj${paste('x')}`], ['j', 'j', paste('x')]],
	['a paste without an end after silence', [`${start}hel`, 'lo'], [paste('hello')]],
	['a paste that was about to end', [`${start}hello\u001B[20`], [paste('hello[20')]],
	['Ctrl-C alone from a paste without an end', [`${start}hello`, interrupt, 'q'], [interrupt, 'q']],
	[
		'nothing as a key that follows an end within a paste',
		[`${start}a${end}D${end}\r${end}`],
		[paste('a'), paste('D'), paste('\r')],
	],
	['a stray end as nothing', [end, 'q'], ['q']],
	['the rest of a paste before a stray end as a paste', [`D${end}`, 'q'], [paste('D'), 'q']],

	['different characters at once as a paste', ['xDq'], [paste('xDq')]],
	['Enter beside a character as part of a paste', ['j\r'], [paste('j\r')]],
	['lines without marks as a paste', ['\r\n'], [paste('\r\n')]],
	['a paste without marks in pieces', ['task_01', 'a', 'b\r', 'q'], [paste('task_01ab\rq')]],
	['a long run of one character as a paste', ['1'.repeat(65)], [paste('1'.repeat(65))]],
	['words of an input method as a paste', ['你好'], [paste('你好')]],
	['a key of an editor after different characters', ['ab\u0015\u007F'], [paste('ab'), '\u007F']],
	['an arrow after different characters', ['ab\u001B[B'], [paste('ab'), '\u001B[B']],
];

for (const [title, chunks, output] of pass) {
	test(`passes ${title}`, () => {
		assert.deepEqual(filterAll(...chunks), output);
	});
}

const reports: ReadonlyArray<readonly [title: string, report: string]> = [
	['focus', '\u001B[I\u001B[O'],
	['the mouse, SGR', '\u001B[<0;10;5M\u001B[<0;10;5m'],
	['the mouse, urxvt', '\u001B[32;10;5M'],
	['the mouse, X10', '\u001B[M !"'],
	['a colour, ended by BEL', '\u001B]11;rgb:0000/0000/0000\u0007'],
	['a colour, ended by ST', '\u001B]11;rgb:0000/0000/0000\u001B\\'],
	['the version', '\u001BP>|XTerm(370)\u001B\\'],
	['graphics', '\u001B_Gi=31;OK\u001B\\'],
	['device attributes', '\u001B[?62;22c\u001B[>0;276;0c'],
	['a mode', '\u001B[?2026;2$y\u001B[4;2$y'],
	['the cursor', '\u001B[24;80R'],
	['the status', '\u001B[0n\u001B[?997;1n'],
	['the size', '\u001B[8;24;80t'],
];

for (const [title, report] of reports) {
	test(`drops a report of ${title}, in whatever pieces it comes`, () => {
		for (let cut = 1; cut <= report.length; cut++) {
			assert.deepEqual(filterAll(report.slice(0, cut), `${report.slice(cut)}j`), ['j']);
		}
	});
}

test('finds the marks of a paste wherever they are cut', () => {
	const text = `j${paste('one\rtwo')}`;

	for (let first = 1; first < text.length; first++) {
		for (let second = first; second < text.length; second++) {
			const filter = createInputFilter();

			const output = [text.slice(0, first), text.slice(first, second), text.slice(second)].flatMap(filter.push);

			assert.deepEqual(output, ['j', paste('one\rtwo')]);
		}
	}
});

test('keys work after a paste lost its end, and what comes late of it runs nothing', () => {
	const {push, idle} = createInputFilter();

	const output = [push(`${start}hello`), idle(), push('j'), push(`, world${end}`), idle(), push('q')];

	assert.deepEqual(output, [[], [paste('hello')], ['j'], [paste(', world')], [], ['q']]);
});

test('tells how long a silence to wait for', () => {
	const waits = ['j', '\u001B', '\u001B[1', '\u001B]1', 'ab', start, `${start}abc`, paste('abc')].map(chunk => {
		const filter = createInputFilter();
		filter.push(chunk);
		const before = filter.idleAfterMs();
		filter.idle();
		return [before, filter.idleAfterMs()];
	});

	assert.deepEqual(
		waits,
		[undefined, 30, 250, 250, 50, 250, 250, undefined].map(before => [before, undefined]),
	);
});

test('cuts a paste that is too long, and says so once', () => {
	let cutCount = 0;
	const {push, idle} = createInputFilter({pasteLimit: 8, onPasteCut: () => cutCount++});

	const output = [
		push(`${start}123456`),
		push('789012'),
		push('345678'),
		push(`${end}`),
		push('q'),
		push('ab'),
		idle(),
	];

	assert.deepEqual(output, [[], [], [], [paste('12345678')], ['q'], [], [paste('ab')]]);
	assert.equal(cutCount, 1);
});

test('never cuts a character in two', () => {
	const {push} = createInputFilter({pasteLimit: 2});

	assert.deepEqual(push(paste('a😀')), [paste('a\uFFFD')]);
});

test('keeps eight million characters of a paste unless told otherwise', () => {
	const {push} = createInputFilter();

	const [output] = push(paste('x'.repeat(8 * 1024 * 1024 + 1)));

	assert.equal(output?.length, paste('').length + 8 * 1024 * 1024);
});

/** Text that counts how many characters of it are looked through or copied. */
const countWork = (run: () => void): number => {
	let work = 0;
	const originals = {indexOf: String.prototype.indexOf, slice: String.prototype.slice};
	String.prototype.indexOf = function (...parameters) {
		work += this.length;
		return originals.indexOf.apply(this, parameters);
	};
	String.prototype.slice = function (...parameters) {
		work += this.length;
		return originals.slice.apply(this, parameters);
	};
	try {
		run();
	} finally {
		Object.assign(String.prototype, originals);
	}

	return work;
};

test('reads four megabytes in small pieces with work in proportion to the length', () => {
	const chunk = 'task_01k8 '.repeat(100);
	const output: string[] = [];
	const {push} = createInputFilter();

	const work = countWork(() => {
		output.push(...push(start));
		for (let count = 0; count < 4000; count++) {
			output.push(...push(chunk));
		}

		output.push(...push(end));
	});

	assert.deepEqual(output, [paste(chunk.repeat(4000))]);
	assert.ok(work < 10 * 4000 * chunk.length, `looked at ${work} characters`);
});

test('holds no more than a few kilobytes of a report that never ends', () => {
	const {push, idle} = createInputFilter();

	push('\u001B]52;');
	const output = Array.from({length: 100}, () => push('a'.repeat(1000))).flat();

	assert.deepEqual(
		[...output, ...idle()].map(chunk => chunk.startsWith(start)),
		[true],
	);
});

test('whatever comes, nothing is held after a silence and Ctrl-C gets through', () => {
	const piece = fc.oneof(
		fc.string({unit: 'binary'}),
		fc.constantFrom(
			'\u001B',
			'[',
			start,
			end,
			'\u001B]11;',
			'\u001B\\',
			'\u0007',
			'\u001B[M',
			'\u001BP1',
			'j',
			'\r',
			'201~',
		),
	);
	fc.assert(
		fc.property(fc.array(piece), pieces => {
			const {push, idle, idleAfterMs} = createInputFilter();
			const output = [...pieces.flatMap(push), ...push(interrupt)];

			assert.equal(output.at(-1), interrupt);
			idle();
			assert.equal(idleAfterMs(), undefined);
			assert.deepEqual(push('j'), ['j']);
		}),
	);
});

test('text without marks never becomes a key, however it is cut', () => {
	const text = fc.string({unit: fc.constantFrom(...'abDq:/\r\n\t '), minLength: 2});
	fc.assert(
		fc.property(fc.array(text), texts => {
			const {push, idle} = createInputFilter();
			const output = ['xy', ...texts, 'D', '\r'].flatMap(push);

			assert.deepEqual([...output, ...idle()], [paste(['xy', ...texts, 'D', '\r'].join(''))]);
		}),
	);
});
