import assert from 'node:assert/strict';
import test from 'node:test';
import {createMediaFile} from '../../../../source/platform/demo/media/media-file.js';
import {clip, lifeOf, made, picture} from './life-of.js';

test('Jimeng hands over a video, its other fields empty until then', () => {
	const life = lifeOf('jimeng-video', '14117763723766220057', made(clip));

	const empty = {resp_data: '', video_url: '', image_urls: null, binary_data_base64: []};
	assert.deepEqual(
		life.map(({data}) => data),
		[
			{...empty, status: 'in_queue'},
			{...empty, status: 'in_queue'},
			{...empty, status: 'generating'},
			{
				...empty,
				status: 'done',
				resp_data: '{"infer_ctx":{"params":{"fps":12,"frames":24,"ori_prompt":"a cat"}}}',
				video_url: 'http://media/0',
			},
		],
	);
	assert.deepEqual(
		{...life[3], data: undefined, request_id: undefined},
		{
			code: 10_000,
			data: undefined,
			status: 10_000,
			message: 'Success',
			request_id: undefined,
			time_elapsed: '28.154ms',
		},
	);
	assert.match(String(life[0]?.['request_id']), /^20251026125059[\dA-F]{16}$/);
});

test('Jimeng hands over pictures as links or as bytes', () => {
	const links = lifeOf('jimeng-pictures', '1', made(picture, picture))[3]?.['data'];
	const inline = lifeOf('jimeng-inline', '1', made(picture))[3]?.['data'];

	const empty = {status: 'done', resp_data: '', video_url: ''};
	assert.deepEqual(links, {...empty, image_urls: ['http://media/0', 'http://media/1'], binary_data_base64: []});
	assert.deepEqual(inline, {
		...empty,
		image_urls: null,
		binary_data_base64: [createMediaFile(picture).bytes().toString('base64')],
	});
});

test('Jimeng has no data of a failed task', () => {
	const failed = lifeOf('jimeng-video', '1', {type: 'failed', code: '50511', message: 'Post Img Risk Not Pass'})[3];

	assert.deepEqual(
		{...failed, request_id: undefined},
		{
			code: 50_511,
			data: null,
			status: 50_511,
			message: 'Post Img Risk Not Pass',
			request_id: undefined,
			time_elapsed: '28.154ms',
		},
	);
});
