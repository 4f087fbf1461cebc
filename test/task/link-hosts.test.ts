import assert from 'node:assert/strict';
import {test} from 'node:test';
import {linkHosts} from '../../source/task/link-hosts.js';

test('each task that is named by a link is told with the host of the link', () => {
	const text = `curl 'https://api.gpt.ge/task/314052875571396' -H 'Authorization: Bearer sk-x'
		see https://API.Example.com:8443/v1/videos/video_68f082321ed0?x=1, and https://example.com/picture.png`;

	assert.deepEqual(
		[...linkHosts(text)],
		[
			['314052875571396', 'api.gpt.ge'],
			['video_68f082321ed0', 'api.example.com:8443'],
		],
	);
});

test('a text without links has no hosts', () => {
	assert.equal(linkHosts('314052875571396 http:// https://').size, 0);
});
