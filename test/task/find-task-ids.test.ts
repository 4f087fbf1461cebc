import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {findTaskIds, isTaskId} from '../../source/task/find-task-ids.js';

const uuid = '8c1f0c52-0a9e-4e0e-9e3b-1f4d5a6b7c8d';
const otherUuid = 'f7a6d8e5-249f-4a9e-a8f4-1e8af806ea15';
const number = '817971131377016832';
const otherNumber = '9007199254740993123';
const ark = 'cgt-20250702010712-qm644';
const key = 'sk-AbCdEf0123456789AbCdEf0123456789';

const texts: ReadonlyArray<readonly [title: string, text: string, ids: readonly string[], notRecognised?: number]> = [
	['lines', `${number}\n${uuid}\n`, [number, uuid]],
	['commas, semicolons and spaces', `${number}, ${uuid};${ark} ${otherUuid}`, [number, uuid, ark, otherUuid]],
	['duplicates', `${uuid}\n${number}\n${uuid}`, [uuid, number]],
	['a byte order mark, CRLF, NBSP and zero-width spaces', `\uFEFF${number}\r\n\u00A0${uuid}\u200B\r\n`, [number, uuid]],
	['full-width digits', '８１７９７１１３１３７７０１６８３２', [number]],
	['coloured text', `\u001B[32m${number}\u001B[0m\u001B[1m \u001B[m${uuid}`, [number, uuid]],
	['quotes of all kinds', `'${number}' "${uuid}" \`${ark}\` “${otherUuid}”`, [number, uuid, ark, otherUuid]],
	[
		'a Markdown list',
		`- task_01k8zzzzzz\n* [ ] \`${uuid}\`\n1. **${ark}**\n- [x] video_68f082321ed08193`,
		['task_01k8zzzzzz', uuid, ark, 'video_68f082321ed08193'],
	],
	['a Markdown link', `see [the task](https://api.gpt.ge/task/${number}).`, [number]],
	['a Markdown table', `| task_id | status |\n|---|---|\n| ${number} | ok |\n| ${uuid} | ok |`, [number, uuid]],

	['an answer', `{"code":200,"data":{"task_id":"${number}"},"request_id":"${uuid}"}`, [number]],
	[
		'an answer over lines',
		`{\n  "request_id": "${uuid}",\n  "output": {\n    "task_id": "${otherUuid}"\n  }\n}\n`,
		[otherUuid],
	],
	[
		'numbers of 64 bits',
		`{"task_id":${otherNumber}}\n[${number}, ${otherNumber}1]`,
		[otherNumber, number, `${otherNumber}1`],
	],
	['an array', `["${number}", "${uuid}"]`, [number, uuid]],
	['lists under keys', `{"ids":["${number}"],"images":["${otherUuid}"]}`, [number]],
	['objects in an array', `[{"id":"${ark}","seed":123456789012},{"taskId":"${uuid}"}]`, [ark, uuid]],
	[
		'an identifier in a gateway’s answer, and the provider’s own inside',
		`{"data":{"id":12,"task_id":"task_01abcdef","data":{"id":"${ark}","creations":[{"id":"${uuid}"}]}}}`,
		['task_01abcdef'],
	],
	['JSON in a JSON string', JSON.stringify({log: JSON.stringify({task_id: number, request_id: uuid})}), [number]],
	['JSON cut off', `{"code":200,"request_id":"${uuid}","data":{"task_id":"${number}","prog`, [number]],
	['escaped JSON cut off', `resp "{\\"task_id\\":\\"${number}\\",\\"request_id\\":\\"${uuid}\\"`, [number]],
	['JavaScript', `{task_id: '${number}', request_id: '${uuid}'}`, [number]],
	[
		'a link in JSON',
		`{"request_id":"${uuid}","status_url":"https:\\/\\/queue.example\\/a\\/requests\\/${uuid}\\/status"}`,
		[uuid],
	],
	['a structured log', `{"msg":"submitted task_id=${number}","trace_id":"${uuid}"}`, [number]],
	[
		'a session in a shell',
		`$ curl x | jq\n{\n  "task_id": "${number}",\n  "request_id": "${uuid}"\n}\nbye`,
		[number],
		2,
	],
	['text between brackets', `[2025-07-02 01:07:12] [worker] done [${number}] {}`, [number]],

	[
		'CSV',
		`task_id,status,request_id\n${number},succeeded,${uuid}\n,failed,${uuid}\n893605,running,\n`,
		[number, '893605'],
		1,
	],
	['CSV with quotes', `"prompt","id"\n"a, b","${number}"\n"say ""hi"", c",${uuid}`, [number, uuid]],
	['TSV', `id\tmodel\n${ark}\tdoubao-seedance-1-0-pro-250528`, [ark]],
	['a column alone', `Task ID\n893605\n${number}\n\nwell-2-done`, ['893605', number], 1],

	['a log line', `20250702010712 worker task_id=${number} request_id=${uuid} took 12ms`, [number]],
	['words before', `task: ${number} done\nid ${uuid} queued\njob=${ark}`, [number, uuid, ark]],
	['an identifier before its state', `${number}: running\n${uuid} succeeded`, [number, uuid]],
	[
		'a list after a name',
		`Task IDs: ${number}, ${uuid}, ${otherUuid}\ntasks ${ark} ${uuid}1`,
		[number, uuid, otherUuid, ark],
	],
	[
		'other names',
		`Request ID: ${uuid}\nrequest_id:${uuid}\ntrace ${uuid}\n--seed 1234567890123456\nsha256:${'ab12'.repeat(16)}`,
		[],
		5,
	],
	['labels', `teaser ${uuid}\ntrailer: ${number}`, [uuid, number]],
	[
		'Chinese',
		`任务ID：${number}，请求ID：${uuid}\n任务${otherNumber}已提交\n请求ID：${uuid}`,
		[number, otherNumber],
		1,
	],

	['a link', `https://api.gpt.ge/task/${number}`, [number]],
	['a path', `GET /kling/v1/videos/text2video/${number} 200`, [number]],
	[
		'short identifiers in links',
		'https://a.example/v1/videos/video_123/content\nhttps://a.example/tasks/893605?x=1',
		['video_123', '893605'],
	],
	[
		'queries',
		`https://a.example/q?task_id=${number}\nhttps://a.example/q?a=1&taskId=${uuid}#x\n/v1/q?id=${ark}`,
		[number, uuid, ark],
	],
	[
		'an encoded link',
		'https://a.example/q?id=veo3.1-fast%3A1770350082-trii1OXZc3',
		['veo3.1-fast:1770350082-trii1OXZc3'],
	],
	['links of files', `https://cdn.example/videos/${uuid}/out.mp4\n/home/me/videos/${uuid}.mp4`, [], 2],
	[
		'links with commas',
		`https://a.example/tasks/${uuid},https://a.example/predictions/${otherUuid}`,
		[uuid, otherUuid],
	],

	[
		'a curl line',
		`curl 'https://api.gpt.ge/task/${number}' \\\n  -H 'Authorization: Bearer ${key}' \\\n  -H 'X-Request-Id: ${uuid}'`,
		[number],
	],
	[
		'tokens',
		`${key}\nAuthorization: Bearer AbCdEf0123456789AbCdEf\nexport TOKEN=abcdef0123456789ab\nx-api-key: 0123456789abcdef01`,
		[],
		4,
	],

	['times', '20250702010712 started\n1751418432000 ms\n2025-07-02T01:07:12.123Z', [], 3],
	['a number that would be a time, alone', '20250702010712', ['20250702010712']],
	[
		'prose',
		'See v1.2.3 of 2025-07-02 by bob0123456789abcdef@a.example at 192.168.100.200, /var/log/0123456789abcdef, +8613800138000, handleTaskV2Response.',
		[],
		1,
	],
	['names of fields', 'task_status video_url video_mp4 task_2', [], 1],
	[
		'providers before identifiers',
		`sora-2:task_01k8abcdefg veo3.1-fast:1770350082-trii1OXZc3\nkling/text2video:${number}\nfal/owner/app:${uuid}`,
		[
			'sora-2:task_01k8abcdefg',
			'veo3.1-fast:1770350082-trii1OXZc3',
			`kling/text2video:${number}`,
			`fal/owner/app:${uuid}`,
		],
	],
	['letters alone', 'ufawqhfynnddngldkgtslldrkq', ['ufawqhfynnddngldkgtslldrkq']],
	['nothing', ' \n\n--- ***\n', []],
];

for (const [title, text, ids, notRecognised = 0] of texts) {
	test(`picks identifiers out of ${title}`, () => {
		const found = findTaskIds(text);

		assert.deepEqual(found, {ids, notRecognised});
	});
}

test('reads text made to be slow in linear time', () => {
	const size = 1_000_000;
	const fill = (text: string) => text.repeat(size / text.length);
	const indented = Array.from({length: 1400}, (_, index) => `${' '.repeat(index)}{`).join('\n');
	const hostile = ['{\n', '[', '{"', '\\', '\\ ', '"', 'a=', '/a', ',', 'a:', '\u001B[', '.', '-x', '(('].map(fill);

	const found = [...hostile, indented].map(text => findTaskIds(text).ids);

	// Quadratic time would not end while anybody waits.
	assert.deepEqual(found.flat(), []);
});

test('finds each of a hundred thousand identifiers', () => {
	const ids = Array.from({length: 100_000}, (_, index) => `${100_000_000_000 + index}`);

	assert.deepEqual(findTaskIds(ids.join('\n')), {ids, notRecognised: 0});
});

const characters = (alphabet: string, minLength: number, maxLength: number) =>
	fc.string({unit: fc.constantFrom(...alphabet), minLength, maxLength});

const digits = '0123456789';
const alphanumerics = `${digits}ABCDEFGHJKMNPQRSTVWXYZabcdefghijklmnopqrstuvwxyz`;
const anyId = fc.oneof(
	fc.uuid(),
	characters(digits, 12, 40),
	characters(`${digits}abcdef`, 16, 64).map(text => `a1${text}`),
	characters(alphanumerics, 16, 40).map(text => `Z9${text}`),
	characters(digits, 6, 20).map(text => `cgt-20250702-${text}`),
	characters(alphanumerics, 6, 30).map(text => `task_0${text}`),
	characters(alphanumerics, 6, 30).map(text => `video_0${text}`),
	characters(alphanumerics, 6, 30).map(text => `sora-2:task_0${text}`),
	fc.ulid(),
);
const separator = fc.constantFrom(
	'\n',
	'\r\n',
	', ',
	',',
	' ',
	'\t',
	';',
	' | ',
	'\u00A0',
	'\u200B ',
	'，',
	'、',
	'\n- ',
	'" "',
	'\n\n',
);

test('finds a list of identifiers entire and in order, whatever is between them', () => {
	fc.assert(
		fc.property(fc.uniqueArray(fc.tuple(anyId, separator), {minLength: 1, selector: ([id]) => id}), list => {
			const ids = list.map(([id]) => id);

			assert.deepEqual(findTaskIds(list.flat().join('')), {ids, notRecognised: 0});
		}),
	);
});

test('finds clean identifiers only, in any text', () => {
	const piece = fc.oneof(
		fc.string({unit: 'binary'}),
		fc.json(),
		anyId,
		fc.webUrl({withQueryParameters: true}),
		fc.constantFrom(
			'task_id',
			'"id":',
			'=',
			':',
			'{',
			'}',
			'[',
			']',
			'\\"',
			'\n',
			'\\\n',
			'/task/',
			'Bearer ',
			'%',
			',',
		),
	);
	fc.assert(
		fc.property(fc.array(piece), pieces => {
			for (const id of findTaskIds(pieces.join('')).ids) {
				assert.match(id, /^[^\s\p{C}]{4,200}$/u);
			}
		}),
	);
});

test('takes what the command line gives for an identifier, unless it cannot be one', () => {
	const arguments_ = [
		'abcd',
		number,
		'fal/owner/app:x',
		'a'.repeat(200),
		'任务编号',
		'abc',
		'--json',
		'-abc',
		'two words',
		'a\u0000bcd',
		'https://a.example/x',
		key,
		'a'.repeat(201),
		'',
	];

	assert.deepEqual(arguments_.filter(isTaskId), arguments_.slice(0, 5));
});
