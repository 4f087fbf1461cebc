import assert from 'node:assert/strict';
import {test} from 'node:test';
import {taskLinks} from '../../source/task/task-links.js';

test('each task that is named by a link is told with its link', () => {
	const text = `curl 'https://api.gpt.ge/task/314052875571396' -H 'Authorization: Bearer sk-x'
		see https://API.Example.com:8443/v1/videos/video_68f082321ed0?x=1, and https://example.com/picture.png`;

	assert.deepEqual(
		[...taskLinks(text)].map(([id, {host, pathname}]) => [id, host, pathname]),
		[
			['314052875571396', 'api.gpt.ge', '/task/314052875571396'],
			['video_68f082321ed0', 'api.example.com:8443', '/v1/videos/video_68f082321ed0'],
		],
	);
});

test('a text without links leads nowhere', () => {
	assert.equal(taskLinks('314052875571396 http:// https://').size, 0);
});
