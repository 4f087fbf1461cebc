import assert from 'node:assert/strict';
import test from 'node:test';
import type {Json} from '../../../../source/platform/demo/answers/answer.js';
import {clip, lifeOf, made, picture} from './life-of.js';

test('Vidu lists creations, each with a cover', () => {
	const life = lifeOf('vidu', '817971131377016832', made(clip, picture));

	const id = life[0]?.['id'];
	assert.match(String(id), /^8179711\d{11}$/);
	assert.notEqual(id, '817971131377016832');
	const creations = life[3]?.['creations'] as readonly Json[];
	assert.deepEqual(life, [
		{id, state: 'created', err_code: '', creations: []},
		{id, state: 'queueing', err_code: '', creations: []},
		{id, state: 'processing', err_code: '', creations: []},
		{
			id,
			state: 'success',
			err_code: '',
			creations: [
				{
					id: creations[0]?.['id'],
					url: 'http://media/0',
					cover_url: 'http://media/1',
					watermarked_url: '',
				},
			],
		},
	]);
});

test('Vidu tells a failure as a code', () => {
	const failed = lifeOf('vidu', '1', {type: 'failed', code: 'AuditSubmitIllegal', message: ''})[3];

	assert.deepEqual(
		{...failed, id: undefined},
		{id: undefined, state: 'failed', err_code: 'AuditSubmitIllegal', creations: []},
	);
});
