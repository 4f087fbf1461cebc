import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {link, lstat, mkdir, readdir, readFile, symlink, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {placeFile} from '../../source/platform/place-file.js';
import {fileStem} from '../../source/task/file-name.js';
import type {TaskId} from '../../source/task/task.js';
import {viduDone} from '../e2e/answers.js';
import {startFakeAccount, watching} from '../e2e/fake-account.js';
import {hashesIn, sha256, video} from '../e2e/media.js';
import {makeHome, runProgram} from '../helpers/built-program.js';
import {host, someFilm, startChaosDownload} from './chaos-download.js';
import type {Fault} from './fault.js';

const windowsNames = ['CON', 'prn', 'AUX.', 'nul.txt', 'COM1', 'lpt¹', 'CLOCK$'];

/** What the file systems of other machines take for the same name. */
const folded = (name: string): string => name.normalize('NFC').toLowerCase();

/** Names that are taken, too long or not allowed. */
export const nameFaults: readonly Fault[] = [
	{
		id: 'D5',
		fault: 'At the name of the file is a file, a folder, a link, a link to nowhere or a pipe.',
		expected: 'The next free name is taken; what is there is neither opened nor changed.',
		async provoke(context) {
			const file = someFilm(context);
			const {save, folder, pathOf} = await startChaosDownload(context, host(file));
			const elsewhere = path.join(await context.makeFolder(), 'victim');
			await writeFile(elsewhere, 'mine');
			const kinds: Readonly<Record<string, (at: string) => unknown>> = {
				file: at => writeFile(at, 'mine'),
				folder: at => mkdir(at),
				link: at => symlink(elsewhere, at),
				'link to nowhere': at => symlink(`${elsewhere}-not`, at),
				pipe: at => execFileSync('mkfifo', [at]),
			};
			const seen: string[] = [];
			for (const [kind, make] of Object.entries(kinds)) {
				const name = kind.replaceAll(' ', '-');
				const taken = pathOf(`${name}.mp4`);
				await make(taken);
				const before = await lstat(taken);

				const {failure, content} = await save({name});

				assert.equal(failure, undefined);
				assert.ok(content?.equals(file));
				const after = await lstat(taken);
				assert.deepEqual([after.ino, after.mode, after.size], [before.ino, before.mode, before.size]);
				assert.ok((await readFile(pathOf(`${name} (2).mp4`))).equals(file));
				seen.push(`${kind}: ${name} (2).mp4`);
			}

			assert.equal(await readFile(elsewhere, 'utf8'), 'mine');
			assert.ok((await readdir(folder)).every(name => !name.endsWith('.part')));
			return seen.join('; ');
		},
	},
	{
		id: 'D6',
		fault: 'At the name of the part is a link to a file of the user, symbolic or hard.',
		expected: 'The file is neither written to nor followed; another name is taken.',
		async provoke(context) {
			const file = someFilm(context);
			const {save, pathOf} = await startChaosDownload(context, host(file));
			const victim = path.join(await context.makeFolder(), 'victim');
			await writeFile(victim, 'mine');
			const make = context.pick([symlink, link]);
			await make(victim, pathOf('clip.part'));

			const {content, names} = await save();

			assert.ok(content?.equals(file));
			assert.equal(await readFile(victim, 'utf8'), 'mine');
			assert.deepEqual(names, ['clip.mp4', 'clip.part']);
			return `${make === symlink ? 'symbolic' : 'hard'} link: left as it is, and the file is whole`;
		},
	},
	{
		id: 'D7',
		fault: 'While the file comes, somebody else puts one at its name.',
		expected: 'That one stays as it is; ours takes the next name.',
		async provoke(context) {
			const file = someFilm(context);
			const {save, pathOf} = await startChaosDownload(context, host(file));
			let other: Promise<void> | undefined;

			const {content, names} = await save({
				onProgress() {
					other ??= writeFile(pathOf('clip.mp4'), 'mine', {flag: 'wx'});
				},
			});
			await other;

			assert.ok(content?.equals(file));
			assert.deepEqual(names, ['clip (2).mp4', 'clip.mp4']);
			assert.equal(await readFile(pathOf('clip.mp4'), 'utf8'), 'mine');
			return names.join(' and ');
		},
	},
	{
		id: 'D8',
		fault: 'A model or an ID of 300 bytes, of emoji or of Chinese characters.',
		expected: 'The name is cut by bytes, at a whole character, and the file is saved under it.',
		async provoke(context) {
			const file = someFilm(context);
			const {save} = await startChaosDownload(context, host(file));
			const piece = context.pick(['a', '👩‍👩‍👧‍👦', '雨', 'é', '🇩🇪']);
			const stem = fileStem({model: piece.repeat(300), provider: 'x', id: piece.repeat(300) as TaskId, n: 1});

			const {names, content} = await save({name: stem});

			assert.ok(content?.equals(file));
			assert.deepEqual(names, [`${stem}.mp4`]);
			assert.ok(Buffer.byteLength(stem) <= 180);
			assert.ok(stem.isWellFormed() && !/^\p{M}|\uFFFD/v.test(stem));
			return `${piece} × 300, twice: ${Buffer.byteLength(stem)} bytes`;
		},
	},
	{
		id: 'D9',
		fault:
			'Names that other systems reserve, end in a dot, hold a colon, or are the same but for their case or their form.',
		expected: 'A name that all systems take; of two that a system takes for one, none replaces the other.',
		async provoke(context) {
			const stems = [...windowsNames, 'a.', 'b:c', '../d', '.e', 'f\u0000', 'g\u202Eh'].map(model =>
				fileStem({model, provider: 'x', id: '1' as TaskId, n: context.integer(1, 9)}),
			);
			assert.ok(
				stems.every(stem => /^[^<>:"\/\\\|?*\p{Cc}\p{Cf}]+$/v.test(stem) && !/^\.|\.$/v.test(stem)),
				stems.join(),
			);
			assert.ok(stems.every(stem => !windowsNames.includes(stem)));
			const forms = ['\u00E9', 'e\u0301'].map(model => fileStem({model, provider: 'x', id: '1' as TaskId, n: 1}));
			assert.equal(forms[0], forms[1]);

			// A file system that folds the case says of the second name that it is there.
			const taken = new Set<string>();
			const folder = await context.makeFolder();
			const claim: typeof link = async (from, to) => {
				if (taken.has(folded(String(to)))) {
					throw Object.assign(new Error('there'), {code: 'EEXIST'});
				}

				taken.add(folded(String(to)));
				await link(from, to);
			};
			await writeFile(path.join(folder, 'part'), 'x');
			await writeFile(path.join(folder, 'part-2'), 'y');
			await placeFile(path.join(folder, 'part'), path.join(folder, 'Clip.mp4'), claim);
			await assert.rejects(placeFile(path.join(folder, 'part-2'), path.join(folder, 'clip.mp4'), claim), {
				code: 'EEXIST',
			});
			return `${stems.join(', ')}; a folded name is taken`;
		},
	},
	{
		id: 'D10',
		fault: 'The file system has no hard links, or something holds the file for a moment.',
		expected:
			'Without links the file is renamed, over nothing but a name held for it; what holds it is told as a busy disk.',
		async provoke(context) {
			const folder = await context.makeFolder();
			const codes = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EXDEV', 'ENOSYS', 'EMLINK'];
			const failing = (code: string) => async (): Promise<void> => {
				throw Object.assign(new Error(code), {code});
			};
			const [part, final] = [path.join(folder, 'part'), path.join(folder, 'final')];
			for (const code of codes) {
				await writeFile(part, code);
				await placeFile(part, `${final}-${code}`, failing(code));
				assert.equal(await readFile(`${final}-${code}`, 'utf8'), code);
				await writeFile(part, 'another');
				await assert.rejects(placeFile(part, `${final}-${code}`, failing(code)), {code: 'EEXIST'});
				assert.equal(await readFile(`${final}-${code}`, 'utf8'), code);
			}

			await assert.rejects(placeFile(part, `${final}-busy`, failing('EBUSY')), {code: 'EBUSY'});
			assert.equal(await readFile(part, 'utf8'), 'another');
			return `${codes.join(', ')}: renamed; EBUSY: told, and the part stays`;
		},
	},
	{
		id: 'D14',
		fault: 'Two downloads want one name at once, in one process or in two.',
		expected: 'Each has a file of its own, whole.',
		async provoke(context) {
			const file = someFilm(context);
			const {save, folder} = await startChaosDownload(context, host(file));
			await Promise.all([save(), save(), save()]);
			const names = (await readdir(folder)).toSorted();
			assert.deepEqual(names, ['clip (2).mp4', 'clip (3).mp4', 'clip.mp4']);
			assert.deepEqual(new Set(Object.values(await hashesIn(folder))), new Set([sha256(file)]));

			const home = context.use(await makeHome());
			const account = context.use(await startFakeAccount());
			const id = '817971131377016832';
			const bytes = video(context.integer(100_000, 1_000_000));
			account.tell(id, viduDone(account.serve('1.mp4', bytes, 'video/mp4')));
			const ends = await Promise.all(
				['one', 'other'].map(async list =>
					runProgram(watching(account, {...home, stateFolder: path.join(home.folder, list)}, id, '--download')),
				),
			);
			assert.deepEqual(
				ends.map(({exitCode}) => exitCode),
				[0, 0],
			);
			const ofTwo = await hashesIn(home.outputFolder);
			assert.deepEqual(Object.keys(ofTwo), [`vidu-${id}-1 (2).mp4`, `vidu-${id}-1.mp4`]);
			assert.deepEqual(new Set(Object.values(ofTwo)), new Set([sha256(bytes)]));
			return `${names.join(', ')}; of two processes ${Object.keys(ofTwo).join(' and ')}`;
		},
	},
];
