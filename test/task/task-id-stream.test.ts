import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {UsageError} from '../../source/task/errors.js';
import {findTaskIds} from '../../source/task/find-task-ids.js';
import {createTaskIdStream} from '../../source/task/task-id-stream.js';

const first = '817971131377016832';
const second = '809413373237157888';
const third = '7f3c2a90-5d1e-4b86-9c47-2e8a61d0b3f5';

/** What is found with each piece, and at last at the end. */
const found = (...pieces: readonly string[]) => {
	const stream = createTaskIdStream();
	return [...pieces.map(piece => stream.push(piece).ids), stream.end().ids];
};

test('an identifier is found once its line is complete, however the pieces are cut', () => {
	assert.deepEqual(found(first.slice(0, 5), `${first.slice(5)}\n${second}`, `\n${third}\n`), [
		[],
		[first],
		[second, third],
		[],
	]);
});

test('the last line need not be complete', () => {
	assert.deepEqual(found(`${first}\n`, second), [[first], [], [second]]);
});

test('each identifier is found once, whatever the pieces', () => {
	assert.deepEqual(found(`${first}\n`, `${first}\n${second}\n`), [[first], [second], []]);
});

test('a document over several lines is read as one, once its last line is there', () => {
	const json = JSON.stringify({task_id: first, output: {id: second}}, undefined, 2);

	const [start, rest, end] = found(json.slice(0, 60), `${json.slice(60)}\n${third}\n`);

	assert.deepEqual([start, rest, end], [[], [first, third], []]);
});

test('the elements of an array are found one by one, though it is not complete', () => {
	assert.deepEqual(
		found(
			'[\n',
			`  {"task_id": "${first}"},\n`,
			`  {\n    "id": "${second}",\n    "outputs": [\n      {"id": "${third}"}\n`,
			'    ]\n  }\n',
			']\n',
		),
		[[], [first], [], [second], [], []],
	);
});

test('a line that only looks like the beginning of a document holds nothing up', () => {
	assert.deepEqual(found('Starting [\n', `task ${first}\n`), [[], [first], []]);
});

test('what looks like the beginning of a document and is the last of the text is read', () => {
	assert.deepEqual(found(`{\n  "task_id": "${first}"`), [[], [first]]);
});

test('lines that end with a backslash are read with the next one', () => {
	const stream = createTaskIdStream();
	const link = `curl https://api.test/task/${first}`;

	assert.deepEqual(stream.push(`${link} \\\n`), {ids: [], text: ''});
	assert.deepEqual(stream.push('  -H "X: y"\n'), {ids: [first], text: `${link} \\\n  -H "X: y"`});
});

test('the rows of a table are read with its header, also when they come later', () => {
	assert.deepEqual(found('name,task_id\n', `${second},${first}\n`), [[], [first], []]);
});

test('in pieces as small as can be it finds what is found in the whole of a text', () => {
	const line = fc.constantFrom(
		first,
		`task_id=${second}`,
		`{"task_id": "${third}", "request_id": "${first}"}`,
		JSON.stringify({tasks: [{id: second}, {id: third, output: {id: first}}]}, undefined, 2),
		`curl https://api.test/task/${third} \\\n  -H "a: b"`,
		'',
		'nothing',
	);
	fc.assert(
		fc.property(fc.array(line, {maxLength: 6}), lines => {
			const text = lines.join('\n');

			assert.deepEqual(new Set(found(...text).flat()), new Set(findTaskIds(text).ids));
		}),
	);
});

test('what is not complete is kept up to a limit only', () => {
	const endless = (piece: string, count: number) => () => {
		const stream = createTaskIdStream(1000);
		for (let index = 0; index < count; index++) {
			stream.push(piece);
		}
	};

	assert.doesNotThrow(endless('words and words\n', 1000));
	for (const piece of ['x', '{\n', '  {\n', 'x \\\n']) {
		assert.doesNotThrow(endless(piece, 10));
	}

	assert.throws(endless('x', 1001), UsageError);
	assert.throws(endless(' \\\n', 500), UsageError);
	const deep = createTaskIdStream(1000);
	deep.push('{\n');
	assert.throws(() => deep.push('  "a": 1,\n'.repeat(200)), UsageError);
});
