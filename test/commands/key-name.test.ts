import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Key} from 'ink';
import {keyName} from '../../source/commands/key-name.js';

const noKey: Key = {
	upArrow: false,
	downArrow: false,
	leftArrow: false,
	rightArrow: false,
	pageDown: false,
	pageUp: false,
	home: false,
	end: false,
	return: false,
	escape: false,
	ctrl: false,
	shift: false,
	tab: false,
	backspace: false,
	delete: false,
	meta: false,
	super: false,
	hyper: false,
	capsLock: false,
	numLock: false,
};

const nameOf = (input: string, key: Partial<Key> = {}): string | undefined => keyName(input, {...noKey, ...key});

test('each key without a character has its name', () => {
	const flags = [
		...(['upArrow', 'downArrow', 'leftArrow', 'rightArrow', 'pageUp', 'pageDown', 'home', 'end'] as const),
		...(['return', 'escape', 'tab', 'backspace', 'delete'] as const),
	];

	assert.deepEqual(
		flags.map(flag => nameOf('', {[flag]: true})),
		'up down left right pageup pagedown home end enter esc tab backspace delete'.split(' '),
	);
});

test('a character is its own name, in its own case', () => {
	assert.deepEqual(
		[nameOf('d'), nameOf('D', {shift: true}), nameOf('?'), nameOf('中'), nameOf('🎬')],
		['d', 'D', '?', '中', '🎬'],
	);
});

test('the space bar has a name', () => {
	assert.equal(nameOf(' '), 'space');
});

test('a key with Ctrl or Alt is told apart from the key alone', () => {
	assert.equal(nameOf('c', {ctrl: true}), 'ctrl+c');
	assert.equal(nameOf('d', {meta: true}), 'alt+d');
});

test('Enter is known in each of its forms', () => {
	assert.deepEqual(
		[nameOf('\r', {return: true}), nameOf('\n'), nameOf('j', {ctrl: true})],
		['enter', 'enter', 'enter'],
	);
});

test('a key without a name, such as F5, has none', () => {
	assert.equal(nameOf(''), undefined);
});
