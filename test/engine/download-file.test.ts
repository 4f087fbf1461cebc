import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Origin} from '../../source/engine/part-ports.js';
import {DownloadError, UnreachableError} from '../../source/task/errors.js';
import {link, media, silence, startDownloader, wantedFile} from './download-rig.js';

const lost = (retryAfterMs?: number) => new DownloadError('transient', 'connection lost', {retryAfterMs});
const refused = () => new DownloadError('link', 'refused');
const noFreshLink =
	'a: failed (link), The link has expired and the service gave no fresh one; press r to ask again, then d';

test('bytes that the answer itself holds are saved without a question', async () => {
	const {reconcile, idle, diary} = startDownloader();

	reconcile([wantedFile('a', {place: {type: 'inline', base64: 'aGVsbG8='}})]);
	await idle();

	assert.deepEqual(diary, ['a: started', 'a: 5 of ?', 'a: saved 5 bytes as /results/a.mp4']);
});

test('bytes that the list has lost are taken from a fresh answer', async () => {
	const {reconcile, idle, diary} = startDownloader({
		freshOutputs: async () => [{kind: 'image', place: {type: 'inline', base64: 'aGVsbG8='}}],
	});

	reconcile([wantedFile('a', {place: {type: 'inline', base64: ''}})]);
	await idle();

	assert.deepEqual(diary, ['a: started', 'a: started', 'a: 5 of ?', 'a: saved 5 bytes as /results/a.mp4']);
});

test('an output that is no link yet is turned into one, and that one is opened', async () => {
	const opened: string[] = [];
	const {reconcile, idle} = startDownloader({
		resolveLink: async ({place}) => `https://media.test/of-${place.type}`,
		async openMedia(url) {
			opened.push(url);
			return media(1);
		},
	});

	reconcile([
		wantedFile('a', {place: {type: 'file', fileId: '7'}}),
		wantedFile('b', {place: {type: 'content', path: '/content'}}),
	]);
	await idle();

	assert.deepEqual(opened, ['https://media.test/of-file', 'https://media.test/of-content']);
});

test('the API is asked for an output with the task whose it is', async () => {
	const asked: unknown[] = [];
	const {reconcile, idle} = startDownloader({
		async resolveLink(output, id) {
			asked.push([id, output.place]);
			return 'https://media.test/x';
		},
	});

	reconcile([wantedFile('a', {place: {type: 'file', fileId: '7'}})]);
	await idle();

	assert.deepEqual(asked, [['a', {type: 'file', fileId: '7'}]]);
});

test('where the API answers with the file itself, that is saved as it comes, and no link is opened', async () => {
	const {reconcile, idle, diary} = startDownloader({
		resolveLink: async () => media(4, 6),
		openMedia: async url => assert.fail(`${url} was opened.`),
	});

	reconcile([wantedFile('a', {place: {type: 'content', path: '/content'}})]);
	await idle();

	assert.deepEqual(diary, ['a: started', 'a: 4 of 10', 'a: 10 of 10', 'a: saved 10 bytes as /results/a.mp4']);
});

test('a file from the API that breaks off is asked for again, from its beginning', async () => {
	let tryCount = 0;
	const {reconcile, clock, diary} = startDownloader({
		async resolveLink() {
			tryCount++;
			return tryCount === 1 ? {...media(6), totalBytes: 1000} : media(1000);
		},
	});

	reconcile([wantedFile('a', {place: {type: 'content', path: '/content'}})]);
	await clock.advance(1000);

	assert.deepEqual(diary, [
		'a: started',
		'a: 6 of 1000',
		'a: waits until 1000, Only 6 of 1000 bytes came',
		'a: started',
		'a: part emptied',
		'a: 1000 of 1000',
		'a: saved 1000 bytes as /results/a.mp4',
	]);
});

test('a file from the API ends with its download, and its connection is let go', async () => {
	const signals: AbortSignal[] = [];
	const {reconcile, idle, clock, diary} = startDownloader({
		async resolveLink(_output, _id, signal) {
			signals.push(signal);
			return {chunks: silence(5)};
		},
	});

	reconcile([wantedFile('a', {place: {type: 'content', path: '/content'}})]);
	await clock.advance(0);
	reconcile([]);
	await idle();

	assert.deepEqual(
		signals.map(({aborted}) => aborted),
		[true],
	);
	assert.deepEqual(diary, ['a: started', 'a: 5 of ?', 'a: part discarded']);
});

test('each file goes where results of its task go', async () => {
	const parts: string[] = [];
	const {reconcile, idle} = startDownloader({
		async openPartFile({stem, id}) {
			parts.push(`${stem} of ${id}`);
			throw new DownloadError('disk', 'no space');
		},
	});

	reconcile([{...wantedFile('a'), stem: 'seedance-a-1'}]);
	await idle();

	assert.deepEqual(parts, ['seedance-a-1 of a']);
});

test('after five transient failures in a row it gives up, having waited longer each time', async () => {
	const {reconcile, clock, diary} = startDownloader({
		async openMedia() {
			throw lost();
		},
	});

	reconcile([wantedFile('a')]);
	await clock.advance(60_000);

	assert.deepEqual(
		diary.filter(line => !line.endsWith('started')),
		[
			'a: waits until 1000, connection lost',
			'a: waits until 3000, connection lost',
			'a: waits until 7000, connection lost',
			'a: waits until 15000, connection lost',
			'a: failed (transient), connection lost; gave up after 5 tries',
		],
	);
	assert.equal(diary.filter(line => line.endsWith('started')).length, 5);
});

test('as long as each try comes further than those before, it goes on', async () => {
	const mebibyte = 1024 * 1024;
	let tryCount = 0;
	const {reconcile, clock, diary} = startDownloader({
		async openMedia() {
			tryCount++;
			const {chunks} = media(tryCount * mebibyte);
			return {chunks, totalBytes: 8 * mebibyte};
		},
	});

	reconcile([wantedFile('a')]);
	await clock.advance(60_000);

	assert.equal(diary.at(-1), `a: saved ${8 * mebibyte} bytes as /results/a.mp4`);
	assert.equal(tryCount, 8);
});

test('the wait that a host asks for is kept', async () => {
	const {reconcile, clock, diary} = startDownloader({
		async openMedia() {
			throw lost(45_000);
		},
	});

	reconcile([wantedFile('a')]);
	await clock.advance(0);

	assert.deepEqual(diary, ['a: started', 'a: waits until 45000, connection lost']);
});

test('a body that ends too soon is tried again, from its beginning where nothing tells that it is still the same', async () => {
	let tryCount = 0;
	const {reconcile, clock, diary} = startDownloader({
		async openMedia() {
			tryCount++;
			return {chunks: media(tryCount === 1 ? 6 : 1000).chunks, totalBytes: 1000};
		},
	});

	reconcile([wantedFile('a')]);
	await clock.advance(1000);

	assert.deepEqual(diary, [
		'a: started',
		'a: 6 of 1000',
		'a: waits until 1000, Only 6 of 1000 bytes came',
		'a: started',
		'a: part emptied',
		'a: 1000 of 1000',
		'a: saved 1000 bytes as /results/a.mp4',
	]);
});

test('a host that falls silent for 30 s is taken for lost', async () => {
	const {reconcile, clock, diary} = startDownloader({openMedia: async () => ({chunks: silence()})});

	reconcile([wantedFile('a')]);
	await clock.advance(29_999);
	assert.deepEqual(diary, ['a: started']);

	await clock.advance(1);
	assert.deepEqual(diary.slice(1), ['a: waits until 31000, The server sent nothing for 30 s']);
});

test('a host that merely drips for a minute is taken for lost, and one that is slow is not', async () => {
	const {reconcile, clock, diary} = startDownloader({
		async openMedia(url) {
			const pieceBytes = url.endsWith('slow') ? 30_000 : 20_000;
			return {
				chunks: (async function* () {
					for (let count = 0; count < 10; count++) {
						await clock.sleep(20_000, new AbortController().signal);
						yield new Uint8Array(pieceBytes);
					}
				})(),
			};
		},
	});

	reconcile([wantedFile('drip'), wantedFile('slow')]);
	await clock.advance(200_000);

	assert.deepEqual(diary.filter(line => /waits|saved/v.test(line)).slice(0, 1), [
		'drip: waits until 61000, The server sent less than 1 KiB/s for 60 s',
	]);
	assert.equal(diary.at(-1), 'slow: saved 300000 bytes as /results/slow.mp4');
});

test('a disk that takes its time is not held against the host', async () => {
	const {reconcile, clock, diary} = startDownloader({
		openMedia: async () => media(10, 10, 10),
		async openPartFile() {
			let bytes = 0;
			return {
				origin: () => undefined,
				setOrigin: () => undefined,
				async keep() {},
				async write(chunk) {
					await clock.sleep(50_000, new AbortController().signal);
					bytes += chunk.length;
				},
				byteCount: () => bytes,
				lastBytes: async length => new Uint8Array(length),
				async restart() {},
				publish: async () => ({path: '/results/a.mp4', bytes, sha256: 'abc'}),
				async discard() {},
			};
		},
	});

	reconcile([wantedFile('a')]);
	await clock.advance(150_000);

	assert.equal(diary.at(-1), 'a: saved 30 bytes as /results/a.mp4');
});

test('a file of more than 16 GiB is refused before a byte of it is taken', async () => {
	const {reconcile, idle, diary} = startDownloader({
		openMedia: async () => ({...media(1), totalBytes: 16 * 1024 ** 3 + 1}),
	});

	reconcile([wantedFile('a')]);
	await idle();

	assert.equal(diary.at(-1), 'a: failed (content), The file is larger than 16 GiB; none so large is saved');
});

test('a refused link is replaced once by that of a fresh answer', async () => {
	const {reconcile, idle, diary} = startDownloader({
		async openMedia(url) {
			if (url !== 'https://media.test/fresh') {
				throw refused();
			}

			return media(1);
		},
		freshOutputs: async () => [link('https://media.test/fresh')],
	});

	reconcile([wantedFile('a')]);
	await idle();

	assert.deepEqual(diary, ['a: started', 'a: started', 'a: 1 of 1', 'a: saved 1 bytes as /results/a.mp4']);
});

test('a link that is over, or will be within a minute, is renewed before it is opened', async () => {
	for (const expiresAt of [-1, 0, 59_999]) {
		const opened: string[] = [];
		const {reconcile, idle, diary} = startDownloader({
			async openMedia(url) {
				opened.push(url);
				return media(1);
			},
			freshOutputs: async () => [link('https://media.test/fresh')],
		});

		reconcile([wantedFile('a', {expiresAt})]);
		await idle();

		assert.deepEqual(opened, ['https://media.test/fresh']);
		assert.deepEqual(diary, ['a: started', 'a: 1 of 1', 'a: saved 1 bytes as /results/a.mp4']);
	}
});

test('a link that lives a minute longer is opened as it is', async () => {
	const {reconcile, idle, diary} = startDownloader({
		freshOutputs: async () => assert.fail('The service was asked for a fresh link.'),
	});

	reconcile([wantedFile('a', {expiresAt: 60_000})]);
	await idle();

	assert.equal(diary.at(-1), 'a: saved 10 bytes as /results/a.mp4');
});

test('of two fresh outputs the one at the same place is taken', async () => {
	const opened: string[] = [];
	const {reconcile, idle} = startDownloader({
		async openMedia(url) {
			opened.push(url);
			return media(1);
		},
		freshOutputs: async () => [link('https://media.test/0'), link('https://media.test/1')],
	});

	reconcile([{...wantedFile('a', {expiresAt: 0}), outputIndex: 1}]);
	await idle();

	assert.deepEqual(opened, ['https://media.test/1']);
});

test('a link that is over and that nobody renews ends it, with what to do', async () => {
	const {reconcile, idle, diary} = startDownloader({
		openMedia: async url => assert.fail(`${url} was opened.`),
	});

	reconcile([wantedFile('a', {expiresAt: 0})]);
	await idle();

	assert.deepEqual(diary, [noFreshLink]);
});

test('a fresh link that is refused too ends it, with what to do', async () => {
	let askCount = 0;
	const {reconcile, idle, diary} = startDownloader({
		async openMedia() {
			throw refused();
		},
		async freshOutputs() {
			askCount++;
			return [link('https://media.test/fresh')];
		},
	});

	reconcile([wantedFile('a')]);
	await idle();

	assert.deepEqual(diary, ['a: started', 'a: started', noFreshLink]);
	assert.equal(askCount, 1);
});

test('a fresh answer without the output ends it too', async () => {
	const {reconcile, idle, diary} = startDownloader({
		async openMedia() {
			throw refused();
		},
	});

	reconcile([wantedFile('a')]);
	await idle();

	assert.deepEqual(diary, ['a: started', noFreshLink]);
});

test('a service that is out of reach is asked for the fresh link again', async () => {
	let askCount = 0;
	const {reconcile, clock, diary} = startDownloader({
		async openMedia(url) {
			if (url !== 'https://media.test/fresh') {
				throw refused();
			}

			return media(1);
		},
		async freshOutputs() {
			askCount++;
			if (askCount === 1) {
				throw new UnreachableError('api.test', 'connection refused');
			}

			return [link('https://media.test/fresh')];
		},
	});

	reconcile([wantedFile('a')]);
	await clock.advance(1000);

	assert.deepEqual(diary, [
		'a: started',
		'a: waits until 1000, api.test is out of reach: connection refused',
		'a: started',
		'a: 1 of 1',
		'a: saved 1 bytes as /results/a.mp4',
	]);
});

for (const failure of ['content', 'disk', 'answer'] as const) {
	test(`a failure of the kind “${failure}” ends it at once`, async () => {
		const {reconcile, idle, diary} = startDownloader({
			async openMedia() {
				throw new DownloadError(failure, 'no way');
			},
		});

		reconcile([wantedFile('a')]);
		await idle();

		assert.deepEqual(diary, ['a: started', `a: failed (${failure}), no way`]);
	});
}

test('an error that nobody foresaw is tried again and told in its own words', async () => {
	const {reconcile, clock, diary} = startDownloader({
		async openMedia() {
			throw new TypeError('x is not a function');
		},
	});

	reconcile([wantedFile('a')]);
	await clock.advance(60_000);

	assert.equal(
		diary.at(-1),
		'a: failed (transient), Something unexpected went wrong: x is not a function; gave up after 5 tries',
	);
});

test('a part outlives a failure, is kept when it is given up, and discarded when it is no longer wanted', async () => {
	const breaksOff = async () => ({chunks: media(6).chunks, totalBytes: 1000});
	const {reconcile, idle, clock, diary} = startDownloader({openMedia: breaksOff});

	reconcile([wantedFile('a'), wantedFile('b')]);
	await clock.advance(0);
	assert.deepEqual(
		diary.filter(line => line.endsWith('discarded')),
		[],
	);

	reconcile([wantedFile('a')]);
	await clock.advance(0);
	assert.equal(diary.at(-1), 'b: part discarded');

	await clock.advance(60_000);
	await idle();
	assert.deepEqual(diary.slice(-2), [
		'a: part kept',
		'a: failed (transient), Only 6 of 1000 bytes came; gave up after 5 tries',
	]);
});

test('a part that no other attempt can need is discarded', async () => {
	const {reconcile, idle, diary} = startDownloader({
		openMedia: async () => ({chunks: media(6, 6).chunks, totalBytes: 10}),
	});

	reconcile([wantedFile('a')]);
	await idle();

	assert.deepEqual(diary.slice(-2), [
		'a: part discarded',
		'a: failed (content), The server sent more than the 10 bytes it told of',
	]);
});

test('a try that goes on is told as far as it was, and counts as further from there on only', async () => {
	const startBytes = 512 * 1024;
	const resumes: unknown[] = [];
	const {reconcile, clock, diary} = startDownloader({
		async openMedia(_url, _signal, resume) {
			resumes.push(resume && {...resume, lastBytes: 'a function'});
			const startsAt = resume?.offsetBytes ?? 0;
			return {chunks: media(resume ? 1 : startBytes).chunks, startsAt, totalBytes: 1024 * 1024, validator: '"v1"'};
		},
	});

	reconcile([wantedFile('a')]);
	await clock.advance(60_000);

	const resume = {validator: '"v1"', totalBytes: 1024 * 1024, lastBytes: 'a function'};
	assert.deepEqual(resumes, [
		undefined,
		...[0, 1, 2, 3].map(gainBytes => ({...resume, offsetBytes: startBytes + gainBytes})),
	]);
	assert.deepEqual(diary.filter(line => line.includes(' of 1048576') && !line.includes('Only')).slice(0, 3), [
		'a: 524288 of 1048576',
		'a: 524288 of 1048576',
		'a: 524289 of 1048576',
	]);
	assert.ok(diary.at(-1)?.endsWith('gave up after 5 tries'));
});

test('bytes of one file that cannot be removed are never gone on with as those of another', async () => {
	const resumes: unknown[] = [];
	let bytes = 0;
	let restartCount = 0;
	let origin: Origin | undefined;
	const {reconcile, clock, diary} = startDownloader({
		openPartFile: async () => ({
			async write(chunk) {
				bytes += chunk.length;
			},
			byteCount: () => bytes,
			lastBytes: async length => new Uint8Array(length),
			origin: () => origin,
			setOrigin(next) {
				origin = next;
			},
			async restart() {
				restartCount++;
				origin = undefined;
				if (restartCount === 1) {
					throw lost();
				}

				bytes = 0;
			},
			publish: async () => ({path: '/results/a.mp4', bytes, sha256: 'abc'}),
			keep: async () => undefined,
			discard: async () => undefined,
		}),
		async openMedia(_url, _signal, resume) {
			resumes.push(resume?.validator);
			// Another file from the second time on, of which it sends all.
			return resumes.length === 1
				? {chunks: media(100_000).chunks, totalBytes: 200_000, validator: '"v1"'}
				: {chunks: media(200_000).chunks, totalBytes: 200_000, validator: '"v2"'};
		},
	});

	reconcile([wantedFile('a')]);
	await clock.advance(60_000);

	assert.deepEqual(resumes, [undefined, '"v1"', undefined]);
	assert.equal(diary.at(-1), 'a: saved 200000 bytes as /results/a.mp4');
});
