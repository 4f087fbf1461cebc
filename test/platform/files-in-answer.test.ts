import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {readdirSync} from 'node:fs';
import {type TestContext, test} from 'node:test';
import {createAnswerFiles} from '../../source/platform/answer-files.js';
import {createAskTask} from '../../source/platform/ask-task.js';
import {readReply} from '../../source/providers/read-reply.js';
import type {Place, TaskId} from '../../source/task/task.js';
import {jimengDone} from '../e2e/answers.js';
import {picture} from '../e2e/media.js';
import {accountAt, apiAt} from '../helpers/accounts.js';
import {answerFolderFor} from '../helpers/answer-files.js';
import {startFakeService} from '../helpers/fake-service.js';

const id = '14117763723766220061' as TaskId;
const {signal: never} = new AbortController();
const bytes = picture(200_000);
const base64 = bytes.toString('base64');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const short = picture(300).toString('base64');

/** Ask a service that answers with these results in base64. */
const ask = async (
	context: TestContext,
	results: readonly string[],
	{written = JSON.stringify(jimengDone({base64: results})), ...limits}: {written?: string; maxBytes?: number} = {},
) => {
	const service = await startFakeService((_, response) => response.end(written));
	context.after(service.close);
	const answerFolder = answerFolderFor(context);
	const files = createAnswerFiles(answerFolder, limits);
	const askTask = createAskTask({
		api: apiAt(context, [accountAt(service.url)]),
		readReply,
		makeFile: files.make,
		now: Date.now,
	});
	const {answer, problem} = await askTask(id, never);
	return {
		problem,
		answer,
		places: answer?.outputs.map(({place}) => place) ?? [],
		names: readdirSync(answerFolder.path()),
		files,
	};
};

test('a long file in an answer goes into a file of its own, and a short one stays in the answer', async context => {
	const {places, names, files, answer} = await ask(context, [base64, short]);

	assert.equal(answer?.family, 'jimeng');
	assert.deepEqual(places, [
		{type: 'kept', sha256, mime: 'image/png'},
		{type: 'inline', base64: short, mime: 'image/png'},
	]);
	assert.deepEqual(names, [sha256]);
	const {chunks} = await files.openKept(sha256);
	assert.deepEqual(Buffer.concat(await Array.fromAsync(chunks)), bytes);
});

test('the same file in an answer twice is one result', async context => {
	const {places, names} = await ask(context, [base64, base64]);

	assert.deepEqual(places, [{type: 'kept', sha256, mime: 'image/png'}]);
	assert.deepEqual(names, [sha256]);
});

test('a prefix, line breaks, and the escapes of JSON are no part of the file', async context => {
	const wrapped = base64.replaceAll(/.{76}/gv, '$&\r\n');
	const written = JSON.stringify(jimengDone({base64: ['FIRST', 'SECOND']}))
		.replace('FIRST', `data:image\\/png;base64,${base64.replaceAll('/', '\\/').replaceAll('+', '\\u002b')}`)
		.replace('SECOND', JSON.stringify(wrapped).slice(1, -1).replaceAll('=', '\\u003d'));

	const {places} = await ask(context, [], {written});

	assert.deepEqual(places, [{type: 'kept', sha256, mime: 'image/png'}]);
});

test('a long text that turns out to be no base64 is a result that cannot be read, and leaves no file', async context => {
	for (const broken of [`${base64.slice(0, -100)}!`, base64.slice(0, -1), `${base64}AAAA`]) {
		const {places, names} = await ask(context, [broken]);

		assert.deepEqual(
			places.map(({type}) => type),
			['inline'],
		);
		assert.deepEqual(names, []);
	}
});

test('a file that is too large is told with the reason, and leaves nothing', async context => {
	const {places, names} = await ask(context, [base64], {maxBytes: 64 * 1024});

	assert.deepEqual(places, [
		{
			type: 'unkept',
			reason: 'The file in the answer could not be kept: it is larger than 0.0625 MiB',
			mime: 'image/png',
		} satisfies Place,
	]);
	assert.deepEqual(names, []);
});

test('a long text that nobody asks for leaves no file', async context => {
	const written = JSON.stringify({...jimengDone({base64: [short]}), trace: base64});

	const {places, names} = await ask(context, [], {written});

	assert.deepEqual(
		places.map(({type}) => type),
		['inline'],
	);
	assert.deepEqual(names, []);
});

test('an answer that breaks off leaves no file', async context => {
	const {problem, names} = await ask(context, [], {
		written: JSON.stringify(jimengDone({base64: [base64]})).slice(0, 100_000),
	});

	assert.equal(problem?.state, 'bad_response');
	assert.deepEqual(names, []);
});
