import assert from 'node:assert/strict';
import test from 'node:test';
import {minimaxFile} from '../../../../source/platform/demo/answers/minimax.js';
import {shapes} from '../../../../source/platform/demo/answers/shapes.js';
import {clip, contextOf, lifeOf, made} from './life-of.js';

test('Hailuo names a file, not a link', () => {
	const ok = {status_code: 0, status_msg: 'success'};

	const life = lifeOf('minimax', '314052875571396', made(clip));

	assert.deepEqual(life, [
		{task_id: '314052875571396', status: 'Preparing', base_resp: ok},
		{task_id: '314052875571396', status: 'Queueing', base_resp: ok},
		{task_id: '314052875571396', status: 'Processing', base_resp: ok},
		{
			task_id: '314052875571396',
			status: 'Success',
			file_id: life[3]?.['file_id'],
			video_width: 832,
			video_height: 480,
			base_resp: ok,
		},
	]);
	assert.match(String(life[3]?.['file_id']), /^\d{15}$/);
});

test('Hailuo tells of a failure in `base_resp`', () => {
	const life = lifeOf('minimax', '1', {type: 'failed', code: '1027', message: 'output new_sensitive'});

	assert.deepEqual(life[3], {
		task_id: '1',
		status: 'Fail',
		base_resp: {status_code: 1027, status_msg: 'output new_sensitive'},
	});
});

test('the file of a Hailuo task has its identifier as a number, to the last digit', () => {
	const context = contextOf('minimax', '401047179385389059', 20, made(clip));
	const fileId = shapes.minimax.answer(context)['file_id'];

	const text = minimaxFile(context);

	assert.equal(
		text,
		`{"file":{"file_id":${fileId},"bytes":0,"created_at":1761454278,"filename":"output.mp4","purpose":"video_generation","download_url":"http://media/0"},"base_resp":{"status_code":0,"status_msg":"success"}}`,
	);
});
