import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {chmod, link, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, test} from 'node:test';
import type {PartFile} from '../../source/engine/part-ports.js';
import {createOpenPartFile} from '../../source/platform/open-part-file.js';
import {mp4, png} from './media-samples.js';
import {ownerOf} from './part-rig.js';

let folder = '';

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'part-file-'));
});

afterEach(async () => {
	await rm(folder, {recursive: true});
});

/** Parts that go with the program. */
const createIn = (into: string) => {
	const open = createOpenPartFile({outputFolder: into, now: () => 0});
	return async (stem: string): Promise<PartFile> => {
		const opened = await open({...ownerOf('a'), stem}, new AbortController().signal);
		assert.ok('publish' in opened);
		return opened;
	};
};

const save = async (content: Buffer, {stem = 'clip', pieceBytes = content.length, into = folder} = {}) => {
	const part = await createIn(into)(stem);
	for (let offset = 0; offset < content.length; offset += pieceBytes) {
		await part.write(content.subarray(offset, offset + pieceBytes));
	}

	return part.publish();
};

test('a file is saved under its stem and the extension of its content, in a folder made for it', async () => {
	const content = mp4(3 * 1024 * 1024);
	const into = path.join(folder, 'new', 'folder');

	const saved = await save(content, {pieceBytes: 65_000, into});

	assert.deepEqual(saved, {
		path: path.join(into, 'clip.mp4'),
		bytes: content.length,
		sha256: createHash('sha256').update(content).digest('hex'),
	});
	assert.deepEqual(await readFile(saved.path), content);
	assert.deepEqual(await readdir(into), ['clip.mp4']);
});

test('a file that comes byte by byte is told by its content too', async () => {
	const saved = await save(png(), {pieceBytes: 1});

	assert.equal(saved.path, path.join(folder, 'clip.png'));
});

test('until it is published there is only a part file', async () => {
	const part = await createIn(folder)('clip');
	await part.write(mp4());

	assert.deepEqual(await readdir(folder), ['clip.part']);

	await part.discard();
	assert.deepEqual(await readdir(folder), []);
});

test('another file of the name is left alone', async () => {
	await writeFile(path.join(folder, 'clip.png'), 'mine');

	const [second, third] = [await save(png()), await save(png())];

	assert.deepEqual([second.path, third.path], [path.join(folder, 'clip (2).png'), path.join(folder, 'clip (3).png')]);
	assert.equal(await readFile(path.join(folder, 'clip.png'), 'utf8'), 'mine');
});

test('a hundredth file of one name is refused', async () => {
	await writeFile(path.join(folder, 'clip.png'), '');
	for (let count = 2; count <= 99; count++) {
		await writeFile(path.join(folder, `clip (${count}).png`), '');
	}

	await assert.rejects(save(png()), {
		failure: 'disk',
		message: `${folder} holds 99 files of this name already; move some`,
	});
});

test('two downloads of one name at once do not write into each other’s part', async () => {
	const [first, second] = [await createIn(folder)('clip'), await createIn(folder)('clip')];
	await first.write(png());
	await second.write(mp4());

	assert.deepEqual(await readdir(folder), ['clip (2).part', 'clip.part']);
	await Promise.all([first.publish(), second.publish()]);

	assert.deepEqual(await readdir(folder), ['clip.mp4', 'clip.png']);
});

test('a symbolic link at the name of the part is not followed', async () => {
	const target = path.join(folder, 'target');
	await writeFile(target, 'mine');
	await symlink(target, path.join(folder, 'clip.part'));

	await save(png());

	assert.equal(await readFile(target, 'utf8'), 'mine');
	assert.deepEqual(await readdir(folder), ['clip.part', 'clip.png', 'target']);
});

test('a hard link at the name of the part is not written to', async () => {
	const target = path.join(folder, 'target');
	await writeFile(target, 'mine');
	await link(target, path.join(folder, 'clip.part'));

	await save(png());

	assert.equal(await readFile(target, 'utf8'), 'mine');
	assert.deepEqual(await readdir(folder), ['clip.part', 'clip.png', 'target']);
});

test('a link that leads nowhere at the name of the file is left as it is', async () => {
	await symlink(path.join(folder, 'nowhere'), path.join(folder, 'clip.png'));

	await save(png());

	assert.deepEqual(await readdir(folder), ['clip (2).png', 'clip.png']);
	assert.equal(await readlink(path.join(folder, 'clip.png')), path.join(folder, 'nowhere'));
});

test('a file that somebody put in the place of the part is neither published nor removed', async () => {
	const part = await createIn(folder)('clip');
	await part.write(png());
	await rm(path.join(folder, 'clip.part'));
	await writeFile(path.join(folder, 'clip.part'), 'of another');

	await assert.rejects(part.publish(), {failure: 'content', message: /clip\.part is another file now/});
	await part.discard();

	assert.deepEqual(await readdir(folder), ['clip.part']);
	assert.equal(await readFile(path.join(folder, 'clip.part'), 'utf8'), 'of another');
});

test('a file can be read and written as the user lets new files be, and never be run', async context => {
	const before = process.umask(0o027);
	context.after(() => process.umask(before));

	await save(png());

	assert.equal(((await stat(path.join(folder, 'clip.png'))).mode & 0o777).toString(8), '640');
});

test('a discard after the file was published removes nothing', async () => {
	const first = await createIn(folder)('clip');
	await first.write(png());
	await first.publish();
	const second = await createIn(folder)('clip');
	await second.write(png());

	await first.discard();

	assert.deepEqual(await readdir(folder), ['clip.part', 'clip.png']);
	await second.discard();
});

test('a web page is refused before anything is written', async () => {
	const part = await createIn(folder)('clip');

	await assert.rejects(part.write(Buffer.from(`\n <!doctype html>${' '.repeat(5000)}`)), {
		failure: 'content',
		message: 'The server sent a web page instead of a media file',
	});

	assert.equal((await readFile(path.join(folder, 'clip.part'))).length, 0);
	await part.discard();
});

test('a part that is begun again takes its type, length and hash from what comes then', async () => {
	const content = png(3 * 1024 * 1024);
	const part = await createIn(folder)('clip');
	await part.write(mp4(6 * 1024 * 1024));

	await part.restart();
	assert.equal(part.byteCount(), 0);
	await part.write(content);
	assert.equal(part.byteCount(), content.length);
	const saved = await part.publish();

	assert.deepEqual(saved, {
		path: path.join(folder, 'clip.png'),
		bytes: content.length,
		sha256: createHash('sha256').update(content).digest('hex'),
	});
	assert.deepEqual(await readFile(saved.path), content);
});

test('a file that is cut short gets no name, and can be gone on with', async () => {
	const content = mp4();
	const part = await createIn(folder)('clip');
	await part.write(content.subarray(0, -1));

	await assert.rejects(part.publish({isEndOpen: true}), {
		failure: 'transient',
		message: 'The MP4 file that came is cut short',
	});
	assert.deepEqual(await readdir(folder), ['clip.part']);
	assert.deepEqual(Buffer.from(await part.lastBytes(5)), content.subarray(-6, -1));

	await part.write(content.subarray(-1));
	const {path: saved} = await part.publish({isEndOpen: true});

	assert.deepEqual(await readFile(saved), content);
	assert.deepEqual(await readdir(folder), ['clip.mp4']);
});

test('a file that nothing vouches for says so in its name', async () => {
	const create = createIn(folder);
	const [damaged, endless] = [await create('damaged'), await create('endless')];
	await damaged.write(mp4().subarray(0, -1));
	await endless.write(Buffer.from('endless'));

	await damaged.publish();
	await endless.publish({isEndOpen: true});

	assert.deepEqual(await readdir(folder), ['damaged (unverified).mp4', 'endless (unverified).bin']);
});

test('a file with another check sum than its host tells gets no name', async () => {
	const part = await createIn(folder)('clip');
	await part.write(png());

	await assert.rejects(part.publish({checksums: [{algorithm: 'crc32', digest: '00000000'}]}), {
		failure: 'content',
		message: 'What came is not the file that the server has: its check sum is another one',
	});
	await part.discard();

	assert.deepEqual(await readdir(folder), []);
});

test('an empty file is refused', async () => {
	await assert.rejects(save(Buffer.alloc(0)), {failure: 'content', message: 'The server sent an empty file'});
});

test('a file where the folder should be is told with what to do', async () => {
	const into = path.join(folder, 'file');
	await writeFile(into, '');

	await assert.rejects(
		createIn(into)('clip').then(async part => part.write(png())),
		{
			failure: 'disk',
			message: `${into} is not a folder; choose another folder with --output-dir`,
		},
	);
});

test('a name that is too long for the disk is told with what to do', async () => {
	await assert.rejects(
		createIn(folder)('x'.repeat(300)).then(async part => part.write(png())),
		{
			failure: 'disk',
			message: `The file's name is too long for ${folder}; choose another folder with --output-dir`,
		},
	);
});

test('a folder that may not be written to is told with what to do', {skip: process.getuid?.() === 0}, async () => {
	const into = path.join(folder, 'locked');
	await mkdir(into);
	await chmod(into, 0o500);

	await assert.rejects(
		createIn(into)('clip').then(async part => part.write(png())),
		{
			failure: 'disk',
			message: `${into} may not be written to; allow it, or choose another folder with --output-dir`,
		},
	);
});

test('a folder that is gone is not made a second time, and taken again once it is back', async () => {
	const into = path.join(folder, 'disk');
	const create = createIn(into);
	const first = await create('clip');
	await first.write(png());
	await rm(into, {recursive: true});

	const gone = {
		obstacle: 'gone',
		message: `${into} is no longer there; put it back, or choose another folder with --output-dir`,
	};
	await assert.rejects(first.publish(), gone);
	await assert.rejects(
		create('clip').then(async part => part.write(png())),
		gone,
	);
	await first.discard();

	await mkdir(into);
	const second = await create('clip');
	await second.write(png());
	await second.publish();
	assert.deepEqual(await readdir(into), ['clip.png']);
});

test('a name that could not be given is given by another try', async () => {
	const create = createIn(folder);
	const part = await create('clip');
	await part.write(png());
	for (let count = 1; count <= 99; count++) {
		await writeFile(path.join(folder, count === 1 ? 'clip.png' : `clip (${count}).png`), '');
	}

	await assert.rejects(part.publish(), {failure: 'disk'});
	await rm(path.join(folder, 'clip (7).png'));

	assert.equal((await part.publish()).path, path.join(folder, 'clip (7).png'));
});
