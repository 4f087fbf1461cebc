import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Origin, PartFile, PartOwner} from '../../source/engine/part-ports.js';
import type {LookAtDisk, OpenMedia} from '../../source/engine/ports.js';
import {BlockedError} from '../../source/task/errors.js';
import {media, startDownloader, wantedFile} from './download-rig.js';

const megabyte = 1e6;

/**
A disk of 1 GB, on which files of a host that sends 4 MB each, 1 MB at a time, are saved.
*/
const createDisk = (freeBytes: number) => {
	const disk = {folder: '/results', device: 'disk', sizeBytes: 1000 * megabyte, freeBytes};
	const opened: string[] = [];
	let partCount = 0;

	const openPartFile = async ({stem}: PartOwner): Promise<PartFile> => {
		partCount++;
		let bytes = 0;
		let origin: Origin | undefined;
		return {
			origin: () => origin,
			setOrigin(next) {
				origin = next;
			},
			async keep() {},
			async write(chunk) {
				if (chunk.length > disk.freeBytes) {
					throw new BlockedError('space', 'No space is left', {cause: new Error('ENOSPC')});
				}

				bytes += chunk.length;
				disk.freeBytes -= chunk.length;
			},
			byteCount: () => bytes,
			lastBytes: async length => new Uint8Array(length),
			restart: async () => assert.fail('It began anew.'),
			publish: async () => ({path: `/results/${stem}.mp4`, bytes, sha256: 'abc'}),
			async discard() {},
		};
	};

	const openMedia: OpenMedia = async (url, _signal, resume) => {
		opened.push(url.slice(-1));
		const startsAt = resume?.offsetBytes ?? 0;
		const pieces = Array.from({length: 4 - startsAt / megabyte}, () => megabyte);
		return {chunks: media(...pieces).chunks, startsAt, validator: '"v1"'};
	};

	const lookAtDisk: LookAtDisk = async () => ({...disk});
	return {disk, opened, partCount: () => partCount, ports: {openPartFile, openMedia, lookAtDisk}};
};

const withTotal =
	(openMedia: OpenMedia): OpenMedia =>
	async (...parameters) => ({...(await openMedia(...parameters)), totalBytes: 4 * megabyte});

const tellingSize = ({ports, ...rest}: ReturnType<typeof createDisk>) => ({
	...rest,
	ports: {...ports, openMedia: withTotal(ports.openMedia)},
});

const paused = (size: string) =>
	`blocked, Too little space is left for /results: free ${size}, and it goes on by itself`;

/** The diary without how far the files are. */
const told = (diary: readonly string[]) => diary.filter(line => !line.includes(' of '));

test('a file that a full disk breaks off is looked after every 5 s, and goes on where it was once there is room', async () => {
	const {disk, ports, partCount} = createDisk(2 * megabyte);
	const {reconcile, clock, diary} = startDownloader(ports);

	reconcile([wantedFile('a')]);
	await clock.advance(0);
	assert.deepEqual(diary, ['a: started', 'a: 1000000 of ?', 'a: 2000000 of ?', `a: ${paused('50 MB')}`]);

	disk.freeBytes = 49 * megabyte;
	await clock.advance(9999);
	assert.deepEqual(diary.slice(4), [`a: ${paused('1 MB')}`]);

	disk.freeBytes = 50 * megabyte;
	await clock.advance(1);
	assert.deepEqual(diary.slice(5), [
		'a: started',
		'a: 2000000 of ?',
		'a: 3000000 of ?',
		'a: 4000000 of ?',
		'a: saved 4000000 bytes as /results/a.mp4',
	]);
	assert.equal(partCount(), 1);
});

test('what is missing of the file is asked for besides what is left free for others', async () => {
	const {disk, ports} = tellingSize(createDisk(4 * megabyte));
	const {reconcile, clock, diary} = startDownloader({
		...ports,
		async openPartFile(owner: PartOwner) {
			disk.freeBytes = megabyte;
			return ports.openPartFile(owner);
		},
	});

	reconcile([wantedFile('a')]);
	await clock.advance(0);

	assert.deepEqual(told(diary), ['a: started', `a: ${paused('53 MB')}`]);
});

test('a file that cannot fit is told before a byte of it is written, and holds no smaller one up', async () => {
	const {disk, ports} = tellingSize(createDisk(3 * megabyte));
	const {reconcile, clock, diary} = startDownloader({
		...ports,
		openMedia: async (url, ...rest) => (url.endsWith('b') ? media(megabyte) : ports.openMedia(url, ...rest)),
	});

	reconcile([wantedFile('a'), wantedFile('b')]);
	await clock.advance(0);
	assert.deepEqual(told(diary), [
		'a: started',
		'b: started',
		`a: ${paused('52 MB')}`,
		'b: saved 1000000 bytes as /results/b.mp4',
	]);
	assert.equal(disk.freeBytes, 2 * megabyte);

	disk.freeBytes = 54 * megabyte;
	await clock.advance(5000);
	assert.equal(diary.at(-1), 'a: saved 4000000 bytes as /results/a.mp4');
});

/** A host that tells the size of each file at once, and sends it once `finish` is called. */
const tellingFirst = ({ports, ...rest}: ReturnType<typeof createDisk>, totalBytes = 4 * megabyte) => {
	const {promise, resolve} = Promise.withResolvers<void>();
	const openMedia: OpenMedia = async (...parameters) => {
		const opened = await ports.openMedia(...parameters);
		async function* chunks() {
			await promise;
			yield* opened.chunks;
		}

		return {...opened, totalBytes, chunks: chunks()};
	};
	return {...rest, ports: {...ports, openMedia}, finish: resolve};
};

const pausedBeside = (size: string) =>
	`blocked, Too little space is left for /results besides the files under way: free ${size}, and it goes on by itself`;

test('the room that files under way still need is not given to others', async () => {
	const {disk, ports, finish} = tellingFirst(createDisk(6 * megabyte));
	const {reconcile, clock, diary} = startDownloader({
		...ports,
		openMedia: async (url, ...rest) => (url.endsWith('c') ? media(megabyte) : ports.openMedia(url, ...rest)),
	});

	reconcile(['a', 'b', 'c'].map(name => wantedFile(name)));
	await clock.advance(0);
	assert.deepEqual(told(diary), [
		'a: started',
		'b: started',
		`b: ${pausedBeside('52 MB')}`,
		'c: started',
		'c: saved 1000000 bytes as /results/c.mp4',
	]);

	finish();
	await clock.advance(0);
	assert.equal(diary.at(-1), 'a: saved 4000000 bytes as /results/a.mp4');

	disk.freeBytes = 54 * megabyte;
	await clock.advance(5000);
	assert.equal(diary.at(-1), 'b: saved 4000000 bytes as /results/b.mp4');
});

test('a file that waits for the room of another goes on by itself once that is no longer wanted', async () => {
	const {disk, ports, finish} = tellingFirst(createDisk(6 * megabyte));
	const {reconcile, clock, diary} = startDownloader(ports);

	reconcile([wantedFile('a'), wantedFile('b')]);
	await clock.advance(0);
	disk.freeBytes = 56 * megabyte;
	await clock.advance(5000);
	assert.equal(diary.at(-1), `b: ${pausedBeside('2 MB')}`);

	reconcile([wantedFile('b')]);
	finish();
	await clock.advance(5000);
	assert.equal(diary.at(-1), 'b: saved 4000000 bytes as /results/b.mp4');
});

test('of two files that wait for room only as many go on as there is room for', async () => {
	const {disk, ports} = tellingFirst(createDisk(3 * megabyte), 100 * megabyte);
	const {reconcile, clock, diary} = startDownloader(ports);

	reconcile([wantedFile('a'), wantedFile('b')]);
	await clock.advance(0);
	disk.freeBytes = 160 * megabyte;
	await clock.advance(5000);

	assert.deepEqual(told(diary), [
		'a: started',
		'b: started',
		`a: ${paused('147 MB')}`,
		`b: ${paused('147 MB')}`,
		'a: started',
		`b: ${pausedBeside('90 MB')}`,
	]);
});

test('files for different disks take no room from each other', async () => {
	const {disk, ports} = tellingFirst(createDisk(6 * megabyte));
	const {reconcile, clock, diary} = startDownloader({
		...ports,
		lookAtDisk: async id => ({...disk, device: id}),
	});

	reconcile([wantedFile('a'), wantedFile('b')]);
	await clock.advance(0);

	assert.deepEqual(told(diary), ['a: started', 'b: started']);
});

test('on a disk that is full no other file is begun, and those for another disk are', async () => {
	const {disk, ports, opened} = createDisk(megabyte);
	const {reconcile, clock, diary} = startDownloader({
		...ports,
		maxConcurrent: 1,
		async lookAtDisk(id) {
			return id === 'c' ? {...disk, device: 'other', freeBytes: 900 * megabyte} : disk;
		},
		async openPartFile(owner: PartOwner) {
			disk.freeBytes = owner.id === 'c' ? 4 * megabyte : disk.freeBytes;
			return ports.openPartFile(owner);
		},
	});

	reconcile(['a', 'b', 'c'].map(name => wantedFile(name)));
	await clock.advance(0);

	assert.deepEqual(opened, ['a', 'c']);
	assert.deepEqual(told(diary).slice(1), [
		`a: ${paused('50 MB')}`,
		`b: ${paused('50 MB')}`,
		'c: started',
		'c: saved 4000000 bytes as /results/c.mp4',
	]);
});

test('where there is room and yet none is given, as by a quota, it is tried less and less often', async () => {
	const {ports} = createDisk(0);
	const {reconcile, clock, diary} = startDownloader({
		...ports,
		lookAtDisk: async id => ({...(await ports.lookAtDisk(id)), freeBytes: 500 * megabyte}),
	});

	reconcile([wantedFile('a')]);
	await clock.advance(200_000);

	assert.deepEqual(
		told(diary).filter(line => !line.endsWith('started')),
		[5, 15, 35, 75, 135, 195, 255].map(seconds => `a: blocked until ${seconds * 1000}, No space is left`),
	);
});

/** A downloader whose folder takes no file until it is unlocked. */
const startLocked = () => {
	const {ports, partCount} = createDisk(500 * megabyte);
	let isLocked = true;
	const downloader = startDownloader({
		...ports,
		async openPartFile(owner: PartOwner) {
			if (isLocked) {
				throw new BlockedError('folder', '/results is read-only');
			}

			return ports.openPartFile(owner);
		},
	});

	return {
		...downloader,
		partCount,
		unlock() {
			isLocked = false;
		},
	};
};

test('a folder that does not take a file is tried after 5, 10, 20 s and so on up to a minute, and then taken', async () => {
	const {reconcile, clock, diary, unlock} = startLocked();

	reconcile([wantedFile('a')]);
	await clock.advance(150_000);
	assert.deepEqual(
		told(diary).filter(line => !line.endsWith('started')),
		[5, 15, 35, 75, 135, 195].map(seconds => `a: blocked until ${seconds * 1000}, /results is read-only`),
	);

	unlock();
	await clock.advance(45_000);
	assert.equal(diary.at(-1), 'a: saved 4000000 bytes as /results/a.mp4');
});

test('a folder that does not take a file is tried at once where the user asks for the file again', async () => {
	const {reconcile, clock, diary, unlock, partCount} = startLocked();

	reconcile([wantedFile('a')]);
	await clock.advance(40_000);
	reconcile([wantedFile('a', {attempt: 2})]);
	await clock.advance(0);
	assert.deepEqual(told(diary).slice(-2), ['a: started', 'a: blocked until 100000, /results is read-only']);

	unlock();
	reconcile([wantedFile('a', {attempt: 3})]);
	await clock.advance(0);
	assert.equal(diary.at(-1), 'a: saved 4000000 bytes as /results/a.mp4');
	assert.equal(partCount(), 1);
});

test('a disk that was full is looked at again at once where the user asks for the file again', async () => {
	const {disk, ports, partCount} = createDisk(2 * megabyte);
	const {reconcile, clock, diary} = startDownloader(ports);

	reconcile([wantedFile('a')]);
	await clock.advance(1000);
	disk.freeBytes = 60 * megabyte;
	reconcile([wantedFile('a', {attempt: 2})]);
	await clock.advance(0);

	assert.equal(diary.at(-1), 'a: saved 4000000 bytes as /results/a.mp4');
	assert.equal(partCount(), 1);
});

test('what went with its folder is fetched again once the folder is back', async () => {
	const {ports, partCount} = createDisk(500 * megabyte);
	const {reconcile, clock, diary} = startDownloader({
		...ports,
		async openPartFile(owner: PartOwner) {
			const part = await ports.openPartFile(owner);
			const isFirst = partCount() === 1;
			return {
				...part,
				async publish() {
					if (isFirst) {
						throw new BlockedError('gone', '/results is no longer there');
					}

					return part.publish();
				},
			};
		},
	});

	reconcile([wantedFile('a')]);
	await clock.advance(5000);

	assert.deepEqual(told(diary), [
		'a: started',
		'a: blocked until 5000, /results is no longer there',
		'a: started',
		'a: saved 4000000 bytes as /results/a.mp4',
	]);
	assert.equal(partCount(), 2);
});

test('without anybody to see to the disk, a failure of it ends the download', async () => {
	const cramped = createDisk(megabyte);
	const broken = createDisk(megabyte);
	const {reconcile, idle, diary} = startDownloader({...cramped.ports, isPatient: false});
	const foreseen = startDownloader({...tellingSize(broken).ports, isPatient: false});

	reconcile([wantedFile('a')]);
	foreseen.reconcile([wantedFile('b')]);
	await Promise.all([idle(), foreseen.idle()]);
	const {ports, finish} = tellingFirst(createDisk(6 * megabyte));
	const crowded = startDownloader({...ports, isPatient: false});
	crowded.reconcile([wantedFile('c'), wantedFile('d')]);
	await crowded.clock.advance(0);
	finish();
	await crowded.idle();

	assert.equal(diary.at(-1), 'a: failed (disk), No space is left');
	assert.equal(
		foreseen.diary.at(-1),
		'b: failed (disk), The file needs 4 MB more, and /results has room for 1 MB; free some',
	);
	assert.deepEqual(told(crowded.diary).slice(2), [
		'd: failed (disk), The file needs 4 MB more, and /results has room for 2 MB besides the files under way; free some',
		'c: saved 4000000 bytes as /results/c.mp4',
	]);
});

test('a disk that cannot be looked at is written to all the same', async () => {
	const {ports} = tellingSize(createDisk(500 * megabyte));
	const {reconcile, idle, diary} = startDownloader({
		...ports,
		async lookAtDisk() {
			throw new Error('ENOSYS');
		},
	});

	reconcile([wantedFile('a')]);
	await idle();

	assert.equal(diary.at(-1), 'a: saved 4000000 bytes as /results/a.mp4');
});

test('a file that waits for room and is no longer wanted is let go at once', async () => {
	const {ports} = createDisk(0);
	const {reconcile, idle, clock} = startDownloader(ports);

	reconcile([wantedFile('a')]);
	await clock.advance(7000);
	reconcile([]);
	await idle();

	assert.equal(clock.sleepCount(), 0);
});
