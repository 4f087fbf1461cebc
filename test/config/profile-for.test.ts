import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Accounts} from '../../source/config/accounts.js';
import {canCancel, profileFor, profileOf} from '../../source/config/profile-for.js';
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
	const choice = profileOf(accounts);

	assert.deepEqual(
		['1', 'kling/text2video:1', 'gptge/sora:1'].map(id => choice(taskId(id))),
		['default', 'work', 'default'],
	);
	assert.equal(choice(taskId('1'), 'other.test'), 'other');
});

test('where no profile fits, a new watch gets the selected one, so that its first question says what is wrong', () => {
	assert.equal(profileOf(accounts)(taskId('vidu:1')), 'default');
	assert.equal(profileOf([account('mine', 'kling', 'https://kling.test')])(taskId('vidu:1')), 'mine');
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
