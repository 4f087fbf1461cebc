import assert from 'node:assert/strict';
import {test} from 'node:test';
import {withFreeName} from '../../source/platform/place-file.js';
import {fileStem} from '../../source/task/file-name.js';
import type {TaskId} from '../../source/task/task.js';
import {escapeCorpus} from '../helpers/escape-corpus.js';

const devices = [
	...['CON', 'PRN', 'AUX', 'NUL', 'CLOCK$', 'CONIN$', 'CONOUT$'],
	...['COM', 'LPT'].flatMap(name => [...'0123456789¹²³'].map(digit => name + digit)),
];

/** What a service, or who named a task at a service, could write to get out of the folder or to pass for something else. */
const names: readonly string[] = [
	...escapeCorpus,
	...devices.flatMap(name => [name, name.toLowerCase(), `${name}.mp4`, `${name}.a.b`, `${name} `, `${name}:`]),
	...[
		'../../.bashrc',
		'..\\..\\x',
		'/etc/passwd',
		'C:\\x',
		'\\\\host\\share\\x',
		'//host/x',
		'~root',
		'~/x',
		'-rf',
		'--',
	],
	...[
		'.',
		'..',
		'...',
		'. .',
		' ',
		'',
		'.profile',
		'a.',
		'a ',
		'a. .',
		'....//x',
		'%2e%2e%2fx',
		'..%2Fx',
		'．．／x',
		'‥/x',
	],
	...['x.desktop', 'x.lnk', 'x.url', 'x.scf', 'x.exe', 'x.sh', 'desktop.ini', 'autorun.inf', '.htaccess', 'Thumbs.db'],
	...[
		'a:b',
		'a:$DATA',
		'file::$INDEX_ALLOCATION',
		'a|b',
		'a>b',
		'a<b',
		'a"b',
		'a?b',
		'a*b',
		'$(id)',
		'`id`',
		'a;b',
		'a&b',
	],
	...[
		'Ä',
		'A\u0308',
		'ﬁ',
		'ß',
		'SS',
		'İ',
		'ı',
		'K',
		'Å',
		'\u212B',
		'视频',
		'👩🏽‍🚀',
		'🇩🇪',
		'é'.repeat(200),
		'视'.repeat(200),
	],
	...[
		'e\u0301'.repeat(200),
		'👩‍👩‍👧‍👦'.repeat(60),
		'x'.repeat(256),
		`${'x'.repeat(300)}.mp4`,
		'mp4.'.repeat(90),
		'-'.repeat(300),
	],
	...[
		'photo\u202E4pm.exe',
		'a\u200Bb',
		'a\uFEFFb',
		'\uD800',
		'a\uDC00b',
		'\u0000',
		'a\u0000.mp4',
		'a\nb',
		'a\rb',
		'a\tb',
	],
];

const stem = (name: string): string => fileStem({model: name, provider: 'gptge', id: name as TaskId, n: 1});

const isReserved = (file: string): boolean => devices.includes((file.split('.')[0] ?? '').trim().toUpperCase());

test('the corpus has more than 500 names', () => {
	assert.ok(new Set(names).size >= 500, `${new Set(names).size}`);
});

test('whatever a task is called, its file has one harmless name that fits', () => {
	for (const name of names) {
		const file = stem(name);

		assert.doesNotMatch(file, /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s<>:"\/\\\|?*]/v, JSON.stringify(name));
		assert.doesNotMatch(file, /^[.~\-]|\.$/v, JSON.stringify(name));
		assert.ok(Buffer.byteLength(`${file} (99).webm.part`) <= 255, JSON.stringify(name));
		assert.equal(isReserved(`${file}.mp4`), false, JSON.stringify(name));
		assert.equal(file, file.normalize('NFC'), JSON.stringify(name));
		assert.ok(file.isWellFormed(), JSON.stringify(name));
	}
});

test('a name that is one already stays as it is', () => {
	for (const name of names) {
		const once = fileStem({model: '', provider: name, id: '' as TaskId, n: 1}).slice(0, -2);
		const twice = fileStem({model: '', provider: once, id: '' as TaskId, n: 1}).slice(0, -2);

		assert.equal(twice, once, JSON.stringify(name));
	}
});

test('where capitals and small letters are the same, no file takes the place of another', async () => {
	const taken = new Set<string>();
	const take = async (file: string): Promise<string> => {
		const key = file.toUpperCase().toLowerCase().normalize('NFC');
		if (taken.has(key)) {
			throw Object.assign(new Error('exists'), {code: 'EEXIST'});
		}

		taken.add(key);
		return file;
	};

	const variants = names.flatMap((name, index) =>
		[name, name.toUpperCase(), name.toLowerCase(), name.normalize('NFD')].map(model =>
			fileStem({model, provider: 'gptge', id: `${index}` as TaskId, n: 1}),
		),
	);
	const files = await Promise.all(
		variants.map(async each => withFreeName({folder: '/results', stem: each, extension: 'mp4'}, take)),
	);

	assert.equal(taken.size, 4 * names.length);
	assert.ok(files.every(file => /^\/results\/[^\/]+\.mp4$/v.test(file)));
});
