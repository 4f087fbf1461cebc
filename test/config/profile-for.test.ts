import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Accounts} from '../../source/config/accounts.js';
import {canCancel, placeIn, profileFor} from '../../source/config/profile-for.js';
import type {TaskId} from '../../source/task/task.js';
import {accountAt} from '../helpers/accounts.js';
import {taskId} from '../helpers/watches.js';

const account = (profile: string, service: string, url: string) => accountAt(url, {profile, service});

const accounts: Accounts = [
	account('default', 'gptge', 'https://api.gpt.ge'),
	account('work', 'kling', 'https://kling.work.test:8443/v1'),
	account('private', 'kling', 'https://api-singapore.klingai.com'),
	account('other', 'gptge', 'https://other.test'),
];

const choose = (id: string, host?: string) => profileFor(accounts, id as TaskId, host);

test('an ID alone is of the selected account', () => {
	assert.deepEqual(choose('314052875571396'), {profile: 'default'});
	assert.deepEqual(choose('unknown:314052875571396'), {profile: 'default'});
});

test('what stands before the ID chooses the first account of that service, and the selected one before others', () => {
	assert.deepEqual(choose('kling/text2video:1'), {profile: 'work'});
	assert.deepEqual(choose('gptge/sora:1'), {profile: 'default'});
});

test('the host of a link chooses the account that asks there', () => {
	assert.deepEqual(choose('1', 'other.test'), {profile: 'other'});
	assert.deepEqual(choose('1', 'API-Singapore.klingai.com'), {profile: 'private'});
	assert.deepEqual(choose('kling/text2video:1', 'api-singapore.klingai.com'), {profile: 'private'});
	assert.deepEqual(choose('1', 'kling.work.test:8443'), {profile: 'work'});
});

test('a host that is like one of ours is not ours', () => {
	for (const host of ['kling.work.test', 'test', 'x.other.test', 'other.test.evil.test', 'other.test:8443', '']) {
		assert.deepEqual(choose('1', host), {profile: 'default'});
	}
});

test('a link to the host of another service than the one before the ID does not count', () => {
	assert.deepEqual(choose('kling/text2video:1', 'other.test'), {profile: 'work'});
});

test('where no account is of the service, it is said what to do', () => {
	assert.deepEqual(choose('vidu:1'), {
		reason: 'There is no profile for vidu. Put one into the configuration file, or start with --provider vidu.',
	});
});

test('a new watch gets the profile that fits', () => {
	const place = placeIn(accounts);
	const choice = (id: TaskId, link?: string): string =>
		place(id, link === undefined ? undefined : new URL(link)).profile;

	assert.deepEqual(
		['1', 'kling/text2video:1', 'gptge/sora:1'].map(id => choice(taskId(id))),
		['default', 'work', 'default'],
	);
	assert.equal(choice(taskId('1'), 'https://other.test/task/1'), 'other');
});

test('where no profile fits, a new watch gets the selected one, so that its first question says what is wrong', () => {
	assert.equal(placeIn(accounts)(taskId('vidu:1')).profile, 'default');
	assert.equal(placeIn([account('mine', 'kling', 'https://kling.test')])(taskId('vidu:1')).profile, 'mine');
});

test('a task can be cancelled where its service documents that, and the profile is there and of that service', () => {
	const can = canCancel([
		account('default', 'gptge', 'https://api.gpt.ge'),
		account('fal', 'fal', 'https://queue.fal.run'),
		account('vidu', 'vidu', 'https://api.vidu.com'),
	]);
	const canCancelAll = [
		{profile: 'fal', id: 'fal/owner/app:1'},
		{profile: 'fal', id: 'owner-app-1'},
		{profile: 'vidu', id: 'vidu:1'},
		{profile: 'default', id: 'fal/owner/app:1'},
		{profile: 'gone', id: '1'},
	].map(({profile, id}) => can({profile, id: taskId(id)}));

	assert.deepEqual(canCancelAll, [true, false, false, false, false]);
});

test('a pasted link gives the words that its service needs before the ID', () => {
	const place = placeIn([
		account('default', 'gptge', 'https://api.gpt.ge'),
		account('kling', 'kling', 'https://kling.test'),
		account('fal', 'fal', 'https://queue.fal.run'),
		account('minimax', 'minimax', 'https://minimax.test/prefix'),
	]);
	const placed = [
		['CjNQtmctxFMAAAAAAGZ1Vw', 'https://kling.test/v1/videos/text2video/CjNQtmctxFMAAAAAAGZ1Vw'],
		['764cabcf', 'https://queue.fal.run/fal-ai/kling-video/requests/764cabcf'],
		['424010985738629', 'https://minimax.test/prefix/v2/query/video_generation/424010985738629'],
		['video_1', 'https://api.gpt.ge/v1/videos/video_1/content'],
		['k1', 'https://api.gpt.ge/kling/v1/videos/lip-sync/k1'],
		['314052875571396', 'https://api.gpt.ge/task/314052875571396?x=%zz'],
	].map(([id = '', link = '']) => place(taskId(id), new URL(link)));

	assert.deepEqual(placed, [
		{profile: 'kling', id: 'kling/text2video:CjNQtmctxFMAAAAAAGZ1Vw'},
		{profile: 'fal', id: 'fal/fal-ai/kling-video:764cabcf'},
		{profile: 'minimax', id: 'minimax/v2:424010985738629'},
		{profile: 'default', id: 'gptge/sora:video_1'},
		{profile: 'default', id: 'gptge/kling/lip-sync:k1'},
		{profile: 'default', id: '314052875571396'},
	]);
});
