import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {frameOf, tableRowCount} from '../../source/screen/frame.js';
import {formatTimeOfDay} from '../../source/table/format.js';
import {press} from '../commands/press.js';
import {frameLines, viewOf} from '../helpers/frames.js';
import {noon} from '../helpers/watches.js';
import {screens, storeOfFive, storeOfMany} from './sample-screens.js';

const sizes = [
	[120, 30],
	[80, 24],
	[50, 15],
	[20, 5],
] as const;

for (const [name, storeOfScreen] of Object.entries(screens)) {
	test(`${name} fills the terminal exactly, whatever its size`, () => {
		const store = storeOfScreen();
		const check = (columns: number, rows: number) => {
			const lines = frameLines(store, columns, rows);

			assert.equal(lines.length, rows);
			for (const line of lines) {
				assert.equal(stringWidth(line), columns, JSON.stringify(line));
				assert.doesNotMatch(line, /\p{Cc}/u);
			}
		};

		for (const [columns, rows] of sizes) {
			check(columns, rows);
		}

		fc.assert(fc.property(fc.integer({min: 20, max: 300}), fc.integer({min: 3, max: 80}), check));
	});
}

test('a terminal of 80 columns shows the table, the task under the cursor and the keys', () => {
	const started = formatTimeOfDay(noon - 161_000);

	assert.deepEqual(frameLines(storeOfFive(), 80, 24), [
		'taskwatch  api.example                 1 running · 2 done · 1 failed · 1 unknown',
		'  STATUS         ID / LABEL            SIZE       ELAPSED RESULT                ',
		'❯ ● running 42%  red fox  cgt-20…qm644 —           2m 41s —                     ',
		'  ✓ done         task_01k8abcdefgh     1280x720    2m 41s video ready           ',
		'  ✗ failed       1770350082-trii1OXZc3 —                — The prompt was refuse…',
		'  ✓ done         video_68f0abcdef      1080p       1m 31s saved 8.4 MB  video_6…',
		'  ? no answer    3b241101-e…36c566a962 —              ~1m —                     ',
		...Array.from({length: 11}, () => ' '.repeat(80)),
		'─── cgt-20250702010712-qm644  red fox ──────────────────────────────────────────',
		'  status    ● running · 42%                                                     ',
		'  model     doubao-seedance-1-0-pro                                             ',
		`  time      elapsed 2m 41s · started ${started}                                   `,
		'api.example is out of reach: connection refused                                 ',
		'D download all  a add  Space mark  Enter details  x remove  ? help  q quit      ',
	]);
});

test('a terminal of 120 columns shows all columns of the table', () => {
	assert.deepEqual(frameLines(storeOfFive(), 120, 30).slice(0, 7), [
		'taskwatch  api.example                                                         1 running · 2 done · 1 failed · 1 unknown',
		'  STATUS          ID / LABEL              MODEL               SIZE        ELAPSED  RESULT                   NEXT ASK    ',
		'❯ ● running 42%   red fox  cgt-20…-qm644  doubao-se…-1-0-pro  —            2m 41s  —                        in 7s       ',
		'  ✓ done          task_01k8abcdefgh       sora-2              1280x720     2m 41s  video ready              —           ',
		'  ✗ failed        1770350082-trii1OXZc3   kling-v2            —                 —  The prompt was refused.  —           ',
		'  ✓ done          video_68f0abcdef        sora-2              1080p        1m 31s  saved 8.4 MB  video_68…  —           ',
		'  ? no answer     3b241101-e2…36c566a962  —                   —               ~1m  —                        offline 8s  ',
	]);
});

test('a terminal of 50 columns shows phases by sign, and short counts', () => {
	assert.deepEqual(frameLines(storeOfFive(), 50, 15).slice(0, 7), [
		'taskwatch  api.example     1 run 2 done 1 fail 1 ?',
		'    ID / LABEL         ELAPSED RESULT             ',
		'❯ ● red fox  cgt-…644   2m 41s —                  ',
		'  ✓ task_01k8abcdefgh   2m 41s video ready        ',
		'  ✗ 17703500…ii1OXZc3        — The prompt was ref…',
		'  ✓ video_68f0abcdef    1m 31s saved 8.4 MB  vide…',
		'  ? 3b241101…c566a962      ~1m —                  ',
	]);
});

test('the smallest terminal shows as many tasks as it can, and the way out', () => {
	assert.deepEqual(frameLines(storeOfFive(), 20, 5).slice(1), [
		'❯ ● red fox   2m 41s',
		'  ✓ tas…fgh   2m 41s',
		'  ✗ 177…Zc3        —',
		'? help  q quit      ',
	]);
});

test('only the row under the cursor is marked as selected', () => {
	const selected = frameOf(viewOf(storeOfFive(), 80), 24).flatMap(({isSelected}, index) => (isSelected ? [index] : []));

	assert.deepEqual(selected, [2]);
});

test('of 500 tasks only those are made up that are seen', () => {
	const store = storeOfMany(500);

	press(store, 'end');
	const lines = frameLines(store, 80, 24);

	assert.match(lines[2] ?? '', /task-485 /);
	assert.match(lines[17] ?? '', /^❯ .*task-500 /);
	assert.match(lines[22] ?? '', / 485-500 of 500$/);
});

test('the cursor stays on the screen when the terminal gets smaller', () => {
	const store = storeOfMany(100);

	press(store, ...Array.from({length: 40}, () => 'down'));

	for (const [columns, rows] of sizes) {
		assert.equal(frameLines(store, columns, rows).filter(line => line.startsWith('❯')).length, 1);
	}
});

test('a page of the table is as long as the table', () => {
	for (const [columns, rows] of sizes) {
		const shown = frameLines(storeOfMany(500), columns, rows).filter(line => /\? (?:asking +)?task-\d/.test(line));
		const rules = frameLines(storeOfMany(500), columns, rows).filter(line => line.startsWith('───'));

		assert.equal(shown.length, tableRowCount(rows, columns));
		assert.equal(rules.length, columns >= 60 && rows >= 20 ? 1 : 0);
	}
});
