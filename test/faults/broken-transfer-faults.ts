import assert from 'node:assert/strict';
import {setTimeout as sleep} from 'node:timers/promises';
import {createOpenPartFile} from '../../source/platform/open-part-file.js';
import {fileKey} from '../../source/task/download.js';
import type {TaskId} from '../../source/task/task.js';
import {viduDone} from '../e2e/answers.js';
import {video} from '../e2e/media.js';
import {waitFor} from '../helpers/wait-for.js';
import {manyIds} from '../helpers/watches.js';
import {film} from '../platform/resume-exchange.js';
import {
	assertNothing,
	assertSaved,
	fastClock,
	host,
	offsetOf,
	rest,
	someFilm,
	startChaosDownload,
} from './chaos-download.js';
import {json, type Scenario, startChaosServer} from './chaos-server.js';
import {startChaosSession} from './chaos-session.js';
import type {Fault} from './fault.js';

const mebibyte = 1024 * 1024;
const minResumeBytes = 64 * 1024;
const tag = {etag: '"v1"'};

/** Transfers that break off, stand still or go on with something else. */
export const brokenTransferFaults: readonly Fault[] = [
	{
		id: 'C1',
		fault: 'The connection ends at some byte, several times in one file.',
		expected: 'It goes on at that byte, or starts over before 64 KiB; the file is that of the host.',
		async provoke(context) {
			const file = someFilm(context);
			const cuts = Array.from({length: 4}, () => context.integer(1, file.length - 1)).toSorted((a, b) => a - b);
			const answer = host(file, tag, count => ({cutAt: cuts[count] ?? file.length}));
			const {save} = await startChaosDownload(context, answer);

			const outcome = await save();

			assertSaved(outcome, file);
			assert.deepEqual(
				outcome.offsets.slice(1),
				cuts.map(cut => (cut < minResumeBytes ? undefined : cut)),
			);
			return `cut at ${cuts.join(', ')} of ${file.length}: gone on with at ${outcome.offsets.slice(1).join(', ')}`;
		},
	},
	{
		id: 'C2',
		fault: 'The connection is reset at some byte, with the length told and without.',
		expected: 'The file is that of the host; an end by reset never passes for the end of the file.',
		async provoke(context) {
			const file = someFilm(context);
			const framing = context.pick(['length', 'close'] as const);
			const rstAt = context.integer(1, file.length - 1);
			const answer = host(file, tag, count => (count < 3 ? {rstAt, framing} : {}));
			const {save} = await startChaosDownload(context, answer);

			const outcome = await save();

			assertSaved(outcome, file);
			assert.ok(outcome.offsets.length > 1);
			return `reset at ${rstAt}, ${framing === 'length' ? 'with' : 'without'} a length: ${outcome.offsets.length} requests, whole`;
		},
	},
	{
		id: 'C3',
		fault: 'The connection ends within a chunk.',
		expected: 'It goes on or starts over; the file is that of the host.',
		async provoke(context) {
			const file = someFilm(context);
			const cutAt = context.integer(1, file.length - 1);
			const {save} = await startChaosDownload(
				context,
				host(file, tag, count => (count === 0 ? {cutAt, framing: 'chunked'} : {})),
			);

			const outcome = await save();

			assertSaved(outcome, file);
			assert.equal(outcome.offsets.length, 2);
			return `cut at ${cutAt}: the rest from ${outcome.offsets[1] ?? 'the start'}`;
		},
	},
	{
		id: 'C4',
		fault: 'No length is told, and the connection ends early, every time.',
		expected: 'What the boxes of the file show to be cut short gets no name; told after five tries.',
		async provoke(context) {
			const file = someFilm(context);
			const cutAt = context.integer(100, file.length - 1);
			const {save} = await startChaosDownload(context, () => ({body: file, framing: 'close', cutAt}));

			const failure = assertNothing(await save(), /gave up after 5 tries/);

			return `cut at ${cutAt} of ${file.length}: ${failure}`;
		},
	},
	{
		id: 'C6',
		fault: 'The whole file comes where its rest was asked for.',
		expected: 'What was there is dropped, and the whole is taken from its beginning.',
		async provoke(context) {
			const file = someFilm(context);
			const cutAt = context.integer(minResumeBytes, file.length - 1);
			const {save} = await startChaosDownload(context, (_, count) => ({
				body: file,
				headers: context.pick([tag, {}]),
				...(count === 0 && {cutAt}),
			}));

			const outcome = await save();

			assertSaved(outcome, file);
			return `asked for the rest at ${outcome.offsets[1]}, took the whole`;
		},
	},
	{
		id: 'C7',
		fault: 'Another part comes than was asked for: a wrong start, a wrong total, none told, or several in one.',
		expected: 'It starts over once; where that happens again it fails, and nothing is left.',
		async provoke(context) {
			const file = someFilm(context);
			const total = file.length;
			const lies: readonly ((offset: number) => Scenario)[] = [
				offset => ({headers: {...tag, 'content-range': `bytes ${offset + 1}-${total - 1}/${total}`}}),
				offset => ({headers: {...tag, 'content-range': `bytes ${offset}-${total - 1}/${total + 9}`}}),
				offset => ({headers: {...tag, 'content-range': `bytes ${offset}-${total + 5}/${total}`}}),
				offset => ({headers: {...tag, 'content-range': `bytes ${total - 1}-${offset}/${total}`}}),
				() => ({headers: tag}),
				() => ({headers: {...tag, 'content-range': 'bytes */x'}}),
				() => ({headers: {...tag, 'content-type': 'multipart/byteranges; boundary=x'}}),
			];
			const cutAt = context.integer(minResumeBytes, total - 1);
			for (const lie of lies) {
				let isHonest = false;
				const {save, server} = await startChaosDownload(context, request => {
					const offset = offsetOf(request);
					if (offset === undefined) {
						return {body: file, headers: tag, ...(!isHonest && {cutAt})};
					}

					return {...rest(file, offset, tag), ...lie(offset)};
				});
				assertNothing(await save(), /the server’s ranges cannot be trusted/);
				assert.equal(server.requests.length, 4);
				isHonest = true;
				assertSaved(await save(), file);
			}

			return `${lies.length} kinds of wrong parts: two tries each, then refused`;
		},
	},
	{
		id: 'C9',
		fault: '416 with the very number of bytes that are there: the end did not come, the file did.',
		expected: 'It is complete, without a byte fetched again.',
		async provoke(context) {
			const file = someFilm(context);
			const {save} = await startChaosDownload(context, request =>
				offsetOf(request) === undefined
					? {
							body: file,
							headers: tag,
							framing: 'chunked',
							cutAt: file.length + `${file.length.toString(16)}\r\n`.length,
						}
					: {status: 416, headers: {...tag, 'content-range': `bytes */${file.length}`}},
			);

			const outcome = await save();

			assertSaved(outcome, file);
			assert.deepEqual(outcome.offsets, [undefined, outcome.offsets[1]]);
			return `${file.length} bytes, and none of them twice`;
		},
	},
	{
		id: 'C10',
		fault: '416 with fewer bytes than are there, with another tag, or without a number.',
		expected: 'It starts over.',
		async provoke(context) {
			const file = someFilm(context);
			const cutAt = context.integer(minResumeBytes, file.length - 1);
			for (const headers of [
				{...tag, 'content-range': `bytes */${cutAt - 1}`},
				{etag: '"v2"', 'content-range': `bytes */${cutAt}`},
				{},
			]) {
				const {save} = await startChaosDownload(context, (request, count) =>
					offsetOf(request) === undefined
						? {body: file, headers: tag, ...(count === 0 && {cutAt})}
						: {status: 416, headers},
				);
				const outcome = await save();
				assertSaved(outcome, file);
				assert.deepEqual(outcome.offsets, [undefined, cutAt, undefined]);
			}

			return `after ${cutAt} bytes: started over three times of three`;
		},
	},
	{
		id: 'C11',
		fault: 'The tag is another one when it goes on, is weak, or differs from one edge of the host to the other.',
		expected: 'Never two files in one: it starts over, or goes on where the bytes before are the same.',
		async provoke(context) {
			const file = someFilm(context);
			const other = film(file.length, 1);
			const cutAt = context.integer(minResumeBytes, file.length - 1);
			const cases = [
				{first: '"v1"', second: '"v2"', now: other},
				{first: 'W/"v1"', second: 'W/"v1"', now: other},
				{first: 'W/"v1"', second: 'W/"v1"', now: file},
				{first: '"edge-1"', second: '"edge-2"', now: file},
			];
			for (const {first, second, now} of cases) {
				const {save} = await startChaosDownload(context, (request, count) => {
					if (count === 0) {
						return {body: file, headers: {etag: first}, cutAt};
					}

					const offset = offsetOf(request);
					const condition = request.headers.get('if-range');
					return offset === undefined || (condition !== undefined && condition !== second)
						? {body: now, headers: {etag: second}}
						: rest(now, offset, {etag: second});
				});
				assertSaved(await save(), now);
			}

			return `${cases.length} ways of changing: each file is one of the two, whole`;
		},
	},
	{
		id: 'C12',
		fault: 'A long file comes whole although it has not changed, as the condition is not understood.',
		expected: 'Its rest is asked for once more without the condition, and compared.',
		async provoke(context) {
			const file = film(9 * mebibyte + context.integer(0, 1000));
			const cutAt = 8 * mebibyte + context.integer(0, mebibyte);
			const {save} = await startChaosDownload(context, (request, count) => {
				const offset = offsetOf(request);
				return offset === undefined || request.headers.has('if-range')
					? {body: file, headers: tag, ...(count === 0 && {cutAt})}
					: rest(file, offset, tag);
			});

			const outcome = await save();

			assertSaved(outcome, file);
			assert.deepEqual(outcome.offsets, [undefined, cutAt, cutAt - 16 * 1024]);
			return `16 KiB before byte ${cutAt} were compared, and the rest taken`;
		},
	},
	{
		id: 'C13',
		fault: 'Another file of the same length is there when it goes on, and nothing tells one from the other.',
		expected: 'The bytes before are compared, and the new file is taken from its beginning.',
		async provoke(context) {
			const file = someFilm(context);
			const other = film(file.length, context.integer(1, 200));
			const cutAt = context.integer(minResumeBytes, file.length - 1);
			const {save} = await startChaosDownload(context, (request, count) =>
				count === 0 ? {body: file, cutAt} : host(other)(request, count),
			);

			const outcome = await save();

			assertSaved(outcome, other);
			return `replaced at byte ${cutAt}: the new file, whole`;
		},
	},
	{
		id: 'C17',
		fault: 'The link is refused as too old while the file is half there.',
		expected: 'A fresh link is asked for, and it goes on at the same byte.',
		async provoke(context) {
			const file = someFilm(context);
			const cutAt = context.integer(minResumeBytes, file.length - 1);
			const {status, code} = context.pick([
				{status: 403, code: 'AccessDenied'},
				{status: 403, code: 'SignatureDoesNotMatch'},
				{status: 403, code: 'RequestTimeTooSkewed'},
				{status: 400, code: 'ExpiredToken'},
			]);
			const body = `<Error><Code>${code}</Code></Error>`;
			const {save} = await startChaosDownload(context, (request, count) => {
				const isOld = request.path.endsWith('=1');
				return isOld && count > 0 ? {status, body} : host(file, tag, () => (isOld ? {cutAt} : {}))(request, count);
			});

			const outcome = await save({from: '/film.mp4?sign=1', fresh: ['/film.mp4?sign=2']});

			assertSaved(outcome, file);
			assert.deepEqual(outcome.offsets, [undefined, cutAt, cutAt]);
			return `${status} ${code}: gone on with at ${cutAt} by the fresh link`;
		},
	},
	{
		id: 'C22',
		fault: 'The transfer stands still at some byte, or only drips from there on.',
		expected: 'Given up after half a minute, or a minute below 1 KiB/s, and gone on with at that byte.',
		async provoke(context) {
			const file = someFilm(context);
			const hangAt = context.integer(minResumeBytes, file.length - 1);
			const still = await startChaosDownload(
				context,
				host(file, tag, count => (count === 0 ? {hangAt} : {})),
				{
					clock: fastClock,
				},
			);
			const outcome = await still.save();
			assertSaved(outcome, file);
			assert.deepEqual(outcome.offsets, [undefined, hangAt]);
			assert.match(outcome.waits[0]?.message ?? '', /sent nothing for 30 s/);

			const dripping = await startChaosDownload(
				context,
				(request, count) => (count === 0 ? {body: file, dripBps: 5000, sliceBytes: 50} : host(file)(request, count)),
				{clock: fastClock},
			);
			const dripped = await dripping.save();
			assertSaved(dripped, file);
			assert.match(dripped.waits[0]?.message ?? '', /less than 1 KiB\/s/);
			return `${outcome.waits[0]?.message}, at byte ${hangAt}; ${dripped.waits[0]?.message}`;
		},
	},
	{
		id: 'C23',
		fault: 'The link ends while the file is under way.',
		expected: 'What is under way comes to its end; after a break the refused link is renewed.',
		async provoke(context) {
			const file = someFilm(context);
			const endsMs = 61_000;
			const cutAt = context.integer(minResumeBytes, file.length - 1);
			const isCut = context.pick([true, false]);
			let now = 0;
			const {save} = await startChaosDownload(
				context,
				(request, count) => {
					const isFirst = request.path.endsWith('=1');
					return isFirst && now > endsMs
						? {status: 403}
						: host(file, tag, () => (isFirst && isCut ? {cutAt} : {}))(request, count);
				},
				{clock: {...fastClock, now: () => now}},
			);

			const outcome = await save({
				from: '/film.mp4?sign=1',
				fresh: ['/film.mp4?sign=2'],
				expiresAt: endsMs,
				onProgress() {
					now = endsMs + 1;
				},
			});

			assertSaved(outcome, file);
			assert.deepEqual(outcome.offsets, isCut ? [undefined, cutAt, cutAt] : [undefined]);
			return isCut
				? `broken off at ${cutAt}, gone on with by a fresh link`
				: 'came to its end by the link it began with';
		},
	},
	{
		id: 'C24',
		fault: 'The disk is slower than the network.',
		expected: 'No more is taken from the network than is written: at most a chunk is held.',
		async provoke(context) {
			const file = film(3 * mebibyte);
			const folder = await context.makeFolder();
			const openPartFile = createOpenPartFile({outputFolder: folder, now: () => 0});
			let receivedBytes = 0;
			let mostHeldBytes = 0;
			const {save} = await startChaosDownload(context, host(file), {
				folder,
				async openPartFile(...wanted) {
					const part = await openPartFile(...wanted);
					assert.ok(!('sha256' in part));
					return {
						...part,
						async write(chunk) {
							receivedBytes += chunk.length;
							await sleep(2);
							await part.write(chunk);
							mostHeldBytes = Math.max(mostHeldBytes, receivedBytes - part.byteCount() + chunk.length);
						},
					};
				},
			});

			assertSaved(await save(), file);

			assert.ok(mostHeldBytes <= mebibyte, `${mostHeldBytes}`);
			return `never more than ${Math.ceil(mostHeldBytes / 1024)} KiB of ${file.length / mebibyte} MiB in between`;
		},
	},
	{
		id: 'C25',
		fault: 'The file is of another length when it goes on.',
		expected: 'It starts over, and takes the new file.',
		async provoke(context) {
			const file = someFilm(context);
			const longer = film(file.length + context.integer(1, 1000), 1);
			const cutAt = context.integer(minResumeBytes, file.length - 1);
			const {save} = await startChaosDownload(context, (request, count) =>
				count === 0 ? {body: file, cutAt} : host(longer)(request, count),
			);

			const outcome = await save();

			assertSaved(outcome, longer);
			return `${file.length} bytes became ${longer.length}: ${outcome.offsets.length} requests, the new file whole`;
		},
	},
	{
		id: 'C30',
		fault: 'Fifty files, and the host of ten of them sends nothing.',
		expected: 'The forty others are saved meanwhile.',
		async provoke(context) {
			const still = await startChaosServer(context, () => ({
				headers: {'content-type': 'video/mp4'},
				hangAt: 0,
				body: 'x',
			}));
			const ids = manyIds(50);
			const bytes = video(1000);
			let links = '';
			const {watch, media, store, clock} = await startChaosSession(context, {
				api: ({path}) => {
					const id = path.split('/').at(-1) ?? '';
					const isStill = Number(id.split('-')[1]) % 5 === 0;
					return json(viduDone(`${isStill ? still.url : links}/${id}.mp4`));
				},
				media: () => ({body: bytes}),
				isAutoDownload: true,
			});
			links = media.url;

			const savedCount = () =>
				[...store.getState().downloads.values()].filter(({state}) => state.type === 'saved').length;
			await watch(ids, 0);
			await waitFor(async () => {
				await clock.advance(100);
				return savedCount() === 40 ? true : undefined;
			}, 'forty files to be saved');

			const waiting = ids.filter((_, index) => index % 5 === 0);
			assert.ok(waiting.every(id => store.getState().downloads.get(fileKey(id as TaskId, 0))?.state.type !== 'saved'));
			return `40 saved, ${still.mostConnections()} connections held by the host that is still`;
		},
	},
];
