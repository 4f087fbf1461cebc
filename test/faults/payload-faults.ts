import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {gzipSync} from 'node:zlib';
import {jimengDone, minimaxDone, minimaxFile, viduDone, viduRunning} from '../e2e/answers.js';
import {hashesIn, picture, sha256, video} from '../e2e/media.js';
import {type Answer, inTurn, json, type Scenario} from './chaos-server.js';
import {startChaosSession} from './chaos-session.js';
import type {Fault, FaultContext} from './fault.js';

const minuteMs = 60_000;

const link = 'https://media.example/1.mp4';
const text = (body: string | Uint8Array, headers: Scenario['headers'] = {}): Scenario => ({
	headers: {'content-type': 'application/json', ...headers},
	body,
});

/** What a session makes of one answer. */
const readOnce = async (context: FaultContext, answer: Scenario | Answer, milliseconds = 1000) => {
	const session = await startChaosSession(context, {api: typeof answer === 'function' ? answer : () => answer});
	await session.watch(['1'], milliseconds);
	return {...session, ...session.watchOf('1'), told: session.toldOf('1')};
};

/** The sentences that the answers lead to, each once. */
const sentencesOf = async (context: FaultContext, answers: readonly Scenario[]): Promise<readonly string[]> => {
	const told: string[] = [];
	for (const each of answers) {
		const {answer, told: sentence, times} = await readOnce(context, each, minuteMs);
		assert.equal(answer?.outputs.length ?? 0, 0);
		assert.match(sentence, /^bad_response: ./);
		assert.ok(times().length > 1, 'It is asked about again.');
		told.push(sentence);
	}

	return [...new Set(told)];
};

/** Save what the answer holds, and see which files are there in the end. */
const saveOnce = async (context: FaultContext, api: Answer, media?: Answer) => {
	const session = await startChaosSession(context, {api, isAutoDownload: true, ...(media && {media})});
	const {until, store, outputFolder} = session;
	await session.watch(['1'], 1000);
	const states = () => [...store.getState().downloads.values()].map(({state}) => state);
	await until(
		() => states().length > 0 && states().every(({type}) => type === 'saved' || type === 'failed'),
		'the end of all downloads',
	);
	return {
		...session,
		names: await readdir(outputFolder).catch(() => []),
		hashes: await hashesIn(outputFolder).catch(() => ({})),
		messages: states().map(state => (state.type === 'failed' ? state.message : state.type)),
	};
};

export const payloadFaults: readonly Fault[] = [
	{
		id: 'B1',
		fault: 'Services answer in shapes of their own.',
		expected: 'Each leads to the same model: done, with where its result is.',
		async provoke(context) {
			const answers: Readonly<Record<string, unknown>> = {
				vidu: viduDone(link),
				minimax: minimaxDone('314053136425242'),
				jimeng: jimengDone({imageUrls: [link]}),
				ark: {id: 'cgt-1', status: 'succeeded', content: {video_url: link}},
				dashscope: {output: {task_id: '1', task_status: 'SUCCEEDED', video_url: link}, request_id: '1'},
				kling: {code: 0, data: {task_id: '1', task_status: 'succeed', task_result: {videos: [{url: link}]}}},
			};
			const seen: string[] = [];
			for (const [name, body] of Object.entries(answers)) {
				const {answer} = await readOnce(context, json(body));
				assert.deepEqual([answer?.phase, answer?.outputs.length], ['succeeded', 1], name);
				seen.push(`${name}: ${answer?.outputs[0]?.place.type}`);
			}

			return seen.join(', ');
		},
	},
	{
		id: 'B2',
		fault: 'A status that nobody knows.',
		expected: 'Told as unknown, with the word; asked about on and on, every five minutes at last.',
		async provoke(context) {
			const word = context.pick(['cooking', 'zubereiten', '烹饪中', 'DONE?']);
			const {answer, told, times} = await readOnce(context, json({...viduRunning, state: word}), 30 * minuteMs);

			assert.deepEqual([answer?.phase, answer?.statusText], ['unknown', word]);
			assert.ok(times().length >= 8 && times().length <= 20, `${times().length}`);
			return `${told} Asked ${times().length} times in half an hour`;
		},
	},
	{
		id: 'B3',
		fault: 'A task that was done runs again.',
		expected: 'What was done stays done, with its links, also when the user asks again.',
		async provoke(context) {
			const {watch, pollNow, watchOf, store, clock} = await startChaosSession(context, {
				api: inTurn(json(viduDone(link)), context.pick([json(viduRunning), json(viduDone()), {status: 404}])),
			});
			await watch(['1'], 1000);

			store.getState().askAgain(['1' as never]);
			pollNow(['1' as never]);
			await clock.advance(minuteMs);

			const {answer} = watchOf('1');
			assert.deepEqual([answer?.phase, answer?.outputs.length], ['succeeded', 1]);
			return `${answer?.phase}, with its link`;
		},
	},
	{
		id: 'B4',
		fault: 'Done, without any result.',
		expected: 'Done without anything to save; nothing is invented, and r asks again.',
		async provoke(context) {
			const nothing = context.pick<unknown>([
				viduDone(),
				viduDone(''),
				jimengDone({}),
				{...viduDone(), creations: null},
				{id: 'cgt-1', status: 'succeeded', content: {video_url: null}},
			]);
			const {watch, watchOf, store, pollNow, clock} = await startChaosSession(context, {
				api: inTurn(json(nothing), json(viduDone(link))),
				isAutoDownload: true,
			});
			await watch(['1'], 1000);
			const {answer} = watchOf('1');
			assert.deepEqual(answer?.outputs, []);
			assert.equal(store.getState().downloads.size, 0);

			store.getState().askAgain(['1' as never]);
			pollNow(['1' as never]);
			await clock.advance(1000);

			assert.equal(watchOf('1').answer?.outputs.length, 1);
			return `${answer?.phase} without a result, then with one`;
		},
	},
	{
		id: 'B5',
		fault: 'Results change their links while one of them is being saved, and grow in number.',
		expected: 'What is under way goes on, and the new ones can be saved besides.',
		async provoke(context) {
			const bytes = picture(50_000);
			const fresh = ({path: name}: {readonly path: string}): Scenario => ({body: bytes, headers: {'x-name': name}});
			let isMore = false;
			let base = '';
			const session = await startChaosSession(context, {
				api: () => json(viduDone(...(isMore ? [1, 2, 3, 4] : [1]).map(n => `${base}/${n}.png?at=${isMore}`))),
				media: fresh,
				isAutoDownload: true,
			});
			base = session.media.url;
			const {watch, store, pollNow, until, outputFolder} = session;
			await watch(['1'], 0);

			isMore = true;
			store.getState().askAgain(['1' as never]);
			pollNow(['1' as never]);
			await until(() => session.watchOf('1').answer?.outputs.length === 4, 'four results');
			store.getState().download(['1' as never]);
			await until(
				() => [...store.getState().downloads.values()].filter(({state}) => state.type === 'saved').length === 4,
				'four files',
			);

			const hashes = await hashesIn(outputFolder);
			assert.deepEqual(Object.values(hashes), Array(4).fill(sha256(bytes)));
			return `${Object.keys(hashes).length} files, each whole and once`;
		},
	},
	{
		id: 'B6',
		fault: 'Fields of the wrong type everywhere.',
		expected: 'What cannot be read is passed over; never an exception, and the list goes on.',
		async provoke(context) {
			const wrong: readonly unknown[] = [7, true, null, [], {}, [[]], 'x', -1, {url: 7}, ['x']];
			const field = () => context.pick(wrong);
			const seen = new Set<string>();
			for (let count = 0; count < 20; count++) {
				const body = context.pick<unknown>([
					{state: field(), err_code: field(), creations: field()},
					{state: 'success', err_code: '', creations: [{id: field(), url: field()}, field()]},
					{status: field(), file_id: field(), base_resp: {status_code: field(), status_msg: field()}},
					{code: field(), message: field(), data: {status: field(), image_urls: field(), resp_data: field()}},
					{id: 'cgt-1', status: field(), content: field(), error: field(), created_at: field()},
				]);
				const {answer, health} = await readOnce(context, json(body));
				assert.ok(answer?.outputs.length !== 1 || answer.outputs[0]?.place.type !== 'url');
				seen.add(answer?.phase ?? health.state);
			}

			return `20 answers were read as ${[...seen].join(', ')}`;
		},
	},
	{
		id: 'B7',
		fault: 'An error within an answer of 200, and a code that looks like an error and is none.',
		expected: 'The error is told; Jimeng’s 10000 is a success.',
		async provoke(context) {
			const refused = await readOnce(
				context,
				json({base_resp: {status_code: 1004, status_msg: 'login fail: Please carry the API secret key'}}),
			);
			const fine = await readOnce(context, json(jimengDone({imageUrls: [link]})));

			assert.match(refused.told, /^auth: The service refused the token \(code 1004\)/);
			assert.equal(fine.answer?.phase, 'succeeded');
			return `${refused.told}; 10000 is ${fine.answer?.phase}`;
		},
	},
	{
		id: 'B8',
		fault: 'Identifiers as numbers beyond 2^53.',
		expected: 'Kept to the last digit: the file is asked for by the very number.',
		async provoke(context) {
			const fileId = `${context.integer(1e9, 9e9)}${context.integer(1e8, 9e8)}`;
			const {server} = await saveOnce(context, ({path: asked}) =>
				asked.startsWith('/task/')
					? text(JSON.stringify(minimaxDone('ID')).replace('"ID"', fileId))
					: json(minimaxFile('')),
			);

			const asked = server.requests.map(({path: each}) => each).filter(each => !each.endsWith('/task/1'));
			assert.deepEqual(new Set(asked), new Set([`/task/minimax/v1/files/retrieve?file_id=${fileId}`]));
			return `${fileId} was asked for as ${asked[0]}`;
		},
	},
	{
		id: 'B9',
		fault: 'Keys that every object has: __proto__, constructor, toString.',
		expected: 'They say nothing, and change nothing.',
		async provoke(context) {
			const key = context.pick(['__proto__', 'constructor', 'toString', 'hasOwnProperty']);
			const {answer} = await readOnce(
				context,
				text(
					`{"${key}": {"state": "success", "phase": "succeeded"}, "state": "processing", "err_code": "", "creations": []}`,
				),
			);

			assert.equal(answer?.phase, 'running');
			assert.equal(({} as {phase?: unknown}).phase, undefined);
			return `with ${key}: ${answer.phase}`;
		},
	},
	{
		id: 'B10',
		fault: 'The same key twice.',
		expected: 'The last one counts, as in all of JSON.',
		async provoke(context) {
			const {answer} = await readOnce(
				context,
				text('{"state": "success", "state": "processing", "err_code": "", "creations": []}'),
			);

			assert.equal(answer?.phase, 'running');
			return `success, then processing: ${answer.phase}`;
		},
	},
	{
		id: 'B11',
		fault: 'Nested 100 000 deep.',
		expected: 'Told as an answer that cannot be read, and asked again.',
		async provoke(context) {
			const open = context.pick(['[', '{"data":']);
			const [sentence = ''] = await sentencesOf(context, [text(open.repeat(100_000))]);
			return sentence;
		},
	},
	{
		id: 'B12',
		fault: 'UTF-16, broken UTF-8, a comment, NaN, and a byte order mark.',
		expected: 'The mark is passed over; the others are told as no JSON, and asked again.',
		async provoke(context) {
			const good = JSON.stringify(viduRunning);
			const sentences = await sentencesOf(context, [
				text(Buffer.from(good, 'utf16le')),
				text(`// done\n${good}`),
				text(good.replace('[]', 'NaN')),
				text(good.replace('{', '{\u0000')),
			]);
			const marked = await readOnce(context, text(`\uFEFF${good}`));
			const broken = await readOnce(
				context,
				text(Buffer.concat([Buffer.from(good.slice(0, -1)), Buffer.from(',"model":"\u00ff\u00fe"}', 'latin1')])),
			);

			assert.deepEqual([marked.answer?.phase, broken.answer?.phase], ['running', 'running']);
			assert.equal(broken.answer?.model, '\uFFFD\uFFFD');
			return `${sentences.join(' ')} With a mark: ${marked.answer?.phase}`;
		},
	},
	{
		id: 'B13',
		fault: 'Nothing, null, a word, a list, and JSON that is cut short.',
		expected: 'Told in a sentence, and asked again.',
		async provoke(context) {
			const good = JSON.stringify(viduDone(link));
			const cut = good.slice(0, context.integer(1, good.length - 1));
			const sentences = await sentencesOf(
				context,
				['', 'null', '"ok"', '[]', cut].map(body => text(body)),
			);
			return sentences.join(' ');
		},
	},
	{
		id: 'B14',
		fault: 'An answer without an end.',
		expected: 'Read no further than 64 MiB, told, and the connection is given up.',
		async provoke(context) {
			const {told, server} = await readOnce(context, {
				...text(Buffer.alloc(1024 * 1024, ' ')),
				framing: 'close',
				isEndless: true,
			});

			assert.match(told, /^bad_response: .* sent an answer that is too long$/);
			assert.ok(server.requests.length >= 1);
			return told;
		},
	},
	{
		id: 'B15',
		fault: 'A gzip bomb, which nobody asked for.',
		expected: 'Never unpacked: told as no JSON.',
		async provoke(context) {
			const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024, ' '));
			const {told, server} = await readOnce(
				context,
				text(bomb, {'content-encoding': context.pick(['gzip', 'gzip, gzip'])}),
			);

			assert.match(told, /^bad_response: /);
			assert.equal(server.requests[0]?.headers.get('accept-encoding'), undefined);
			return told;
		},
	},
	{
		id: 'B16',
		fault: 'Base64 with rubbish in it.',
		expected: 'Refused with a sentence, and no file is left.',
		async provoke(context) {
			const good = picture(context.pick([3000, 60_000])).toString('base64');
			const at = context.integer(100, good.length - 100);
			const rubbish = context.pick(['!', '<', '\u0000', '=', 'é']);
			const {messages, names} = await saveOnce(context, () =>
				json(jimengDone({base64: [good.slice(0, at) + rubbish + good.slice(at + 1)]})),
			);

			assert.deepEqual(names, []);
			assert.match(messages[0] ?? '', /it is no base64$/);
			return `${messages[0]}; no file`;
		},
	},
	{
		id: 'B17',
		fault: 'Base64 with a data: prefix, line breaks, or the alphabet of links.',
		expected: 'The first two are read all the same, byte for byte; the alphabet of links is refused with a sentence.',
		async provoke(context) {
			const bytes = video(context.pick([3000, 60_000]));
			const good = bytes.toString('base64');
			const save = async (written: string) => saveOnce(context, () => json(jimengDone({base64: [written]})));
			for (const written of [`data:video/mp4;base64,${good}`, good.replaceAll(/.{76}/g, '$&\r\n')]) {
				const {hashes} = await save(written);
				assert.deepEqual(Object.values(hashes), [sha256(bytes)]);
			}

			const {messages, names} = await save(bytes.toString('base64url'));

			assert.deepEqual(names, []);
			assert.match(messages[0] ?? '', /it is no base64$/);
			return `two ways of writing, each saved byte for byte; the third: ${messages[0]}`;
		},
	},
	{
		id: 'B18',
		fault: 'A result of hundreds of MiB in base64, and one without an end.',
		expected: 'The first is saved byte for byte; of the other no more than 1 GiB is read, and the reason is told.',
		async provoke(context) {
			const bytes = video(80 * 1024 * 1024);
			const {hashes, messages} = await saveOnce(context, () => json(jimengDone({base64: [bytes.toString('base64')]})));

			const head = JSON.stringify(jimengDone({base64: ['AAAA']})).replace(/AAAA.*$/, '');
			const {told} = await readOnce(context, {
				...text(head + 'A'.repeat(4 * 1024 * 1024)),
				framing: 'close',
				isEndless: true,
			});

			assert.deepEqual([messages, Object.values(hashes)], [['saved'], [sha256(bytes)]]);
			assert.match(told, /sent an answer that is too long$/);
			return `${Math.round(bytes.length / 1024 ** 2)} MiB saved byte for byte; ${told}`;
		},
	},
	{
		id: 'B19',
		fault: 'What is called a video is a picture, or a web page.',
		expected: 'The bytes decide on the extension; a page is no result, and leaves no file.',
		async provoke(context) {
			const bytes = picture(1000);
			let base = '';
			const api = () => json(viduDone(`${base}/1.mp4`));
			const as = async (body: string | Buffer) => {
				const session = await startChaosSession(context, {
					api,
					media: () => ({body, headers: {'content-type': 'video/mp4'}}),
				});
				base = session.media.url;
				await session.watch(['1'], 1000);
				session.store.getState().download(['1' as never]);
				const state = () => session.store.getState().downloads.values().next().value?.state;
				await session.until(() => /saved|failed/.test(state()?.type ?? ''), 'the end of the download');
				return {state: state(), names: await readdir(session.outputFolder).catch(() => [])};
			};

			const saved = await as(bytes);
			const page = await as('<!doctype html><title>Sign in</title>');

			assert.ok(saved.state?.type === 'saved');
			assert.equal(path.extname(saved.state.path), '.png');
			assert.equal(sha256(await readFile(saved.state.path)), sha256(bytes));
			assert.ok(page.state?.type === 'failed');
			assert.deepEqual(page.names, []);
			return `${saved.names[0]}; ${page.state.message}`;
		},
	},
	{
		id: 'B20',
		fault: 'Ten thousand links, and a link of a megabyte.',
		expected: 'No more than 64 results are taken, and the others told of; no link longer than any has.',
		async provoke(context) {
			const many = Array.from({length: 10_000}, (_, n) => `${link}?n=${n}`);
			const {answer} = await readOnce(context, json(jimengDone({imageUrls: many})));
			const long = await readOnce(context, json(viduDone(`${link}?${'x'.repeat(1024 * 1024)}`)));

			assert.equal(answer?.outputs.length, 64);
			assert.equal(answer?.leftOutCount, 9936);
			assert.equal(long.answer?.outputs.length, 0);
			return '64 of 10 000 results, 9936 left out, and none behind a link of a megabyte';
		},
	},
	{
		id: 'B21',
		fault: 'Times in seconds, in milliseconds, as text, without a zone, of the year 9999, below zero.',
		expected: 'Those that make sense are read, the others say nothing; asking goes on at its own pace.',
		async provoke(context) {
			const at = Date.UTC(2029, 11, 31, 23, 59) / 1000;
			const sane = [at, at * 1000, new Date(at * 1000).toISOString(), '2030-01-01 07:59:00.000'];
			const insane = [-1, 0, 1e300, '', 'soon', '0001-01-01T00:00:00Z', [], 'x'.repeat(1000)];
			for (const created of [...sane, ...insane]) {
				const {answer, times} = await readOnce(
					context,
					json({id: 'cgt-1', status: 'running', content: {}, created_at: created, updated_at: created}),
					minuteMs,
				);
				assert.equal(answer?.createdAt, sane.includes(created as never) ? at * 1000 : undefined, `${created}`);
				assert.ok(times().length >= 3 && times().length <= 13, `${created}: ${times().length} questions`);
			}

			return `${sane.length} ways of writing one moment; ${insane.length} that say nothing`;
		},
	},
	{
		id: 'B22',
		fault: 'Links without a scheme, and links to files, scripts and data.',
		expected: 'Only http and https are links; www. is taken for https.',
		async provoke(context) {
			const urls = ['//h/x', 'file:///etc/passwd', 'javascript:alert(1)', 'ftp://h/x', 'x', 'data:text/html,x'];
			const none = await readOnce(context, json(viduDone(...urls)));
			const www = await readOnce(context, json(viduDone('www.media.example/1.mp4')));

			assert.deepEqual(none.answer?.outputs, []);
			assert.deepEqual(
				www.answer?.outputs.map(({place}) => place),
				[{type: 'url', url: 'https://www.media.example/1.mp4'}],
			);
			return `none of ${urls.length}; www.media.example as https`;
		},
	},
];
