import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {routeOf, taskPathOf, whyNoService} from '../../source/providers/services/route.js';
import type {Service} from '../../source/providers/services/service.js';
import {findService, services, unaskable} from '../../source/providers/services/services.js';
import {UsageError} from '../../source/task/errors.js';
import {taskId} from '../helpers/watches.js';

const [aggregator] = services;

const service = (name: string): Service => {
	const found = findService(name);
	assert.ok(found, name);
	return found;
};

const pathOf = (watch: string): string => taskPathOf(routeOf(taskId(watch), aggregator));

const brief = (watch: string, fallback = aggregator) => {
	const {service: of, id, before} = routeOf(taskId(watch), fallback);
	return [of.name, before.join('/'), id];
};

/** Words before the ID with which each service can be asked. */
const words: Readonly<Record<string, readonly string[]>> = {fal: ['owner', 'app'], kling: ['text2video']};
const questionAt = ({name}: Service, id: string) => ({id, before: words[name] ?? []});

test('each service has a name of its own, of small letters and digits, and is found by it', () => {
	const names = services.map(({name}) => name);

	assert.equal(new Set(names).size, names.length);
	for (const each of services) {
		assert.match(each.name, /^[a-z\d]+$/v);
		assert.equal(findService(each.name), each);
	}
});

test('what every object has is no service', () => {
	for (const name of ['constructor', '__proto__', 'toString', '', 'GPTGE', ' gptge']) {
		assert.equal(findService(name), undefined);
	}
});

test('each service is at a protected address of its own, without a path to double, or at none', () => {
	for (const {name, baseUrl} of services) {
		if (baseUrl !== undefined) {
			const {protocol, origin} = new URL(baseUrl);

			assert.equal(protocol, 'https:', name);
			assert.equal(origin, baseUrl, name);
		}
	}

	assert.deepEqual(
		services.filter(({baseUrl}) => baseUrl === undefined).map(({name}) => name),
		['mj', 'newapi'],
	);
});

test('of each service it is told what it is called, how long its links live, its states, and the page that says so', () => {
	for (const {name, title, linkLifetime, states, documentation} of services) {
		for (const text of [title, linkLifetime, states]) {
			assert.match(text, /^\S.*\S$/v, name);
		}

		assert.equal(new URL(documentation).protocol, 'https:', name);
	}
});

test('each service is asked about a task at the path that it documents', () => {
	const paths = Object.fromEntries(services.map(each => [each.name, each.taskPath(questionAt(each, 'ID'))]));

	assert.deepEqual(paths, {
		gptge: '/task/ID',
		minimax: '/v1/query/video_generation?task_id=ID',
		ark: '/api/v3/contents/generations/tasks/ID',
		dashscope: '/api/v1/tasks/ID',
		kling: '/v1/videos/text2video/ID',
		vidu: '/ent/v2/tasks/ID/creations',
		luma: '/dream-machine/v1/generations/ID',
		runway: '/v1/tasks/ID',
		gemini: '/v1beta/ID',
		openai: '/v1/videos/ID',
		replicate: '/v1/predictions/ID',
		fal: '/owner/app/requests/ID/status?logs=1',
		bfl: '/v1/get_result?id=ID',
		xai: '/v1/videos/ID',
		stability: '/v2beta/image-to-video/result/ID',
		kie: '/api/v1/jobs/recordInfo?taskId=ID',
		piapi: '/api/v1/task/ID',
		mj: '/mj/task/ID/fetch',
		newapi: '/v1/video/generations/ID',
	});
});

test('words before the ID choose another path, where the service has one', () => {
	const paths = {
		'minimax/v2:1': '/v2/query/video_generation/1',
		'minimax/template:1': '/v1/query/video_template_generation?task_id=1',
		'kling/images/generations:1': '/v1/images/generations/1',
		'kling/image2video:1': '/v1/videos/image2video/1',
		'stability/results:1': '/v2beta/results/1',
		'kie/veo:1': '/api/v1/veo/record-info?taskId=1',
		'gemini/models/veo-3/operations:1': '/v1beta/models/veo-3/operations/1',
		'gemini:models/veo-3/operations/1': '/v1beta/models/veo-3/operations/1',
		'gptge/sora:1': '/v1/videos/1',
		'gptge/luma:1': '/luma/generations/1',
		'gptge/runway:1': '/runwayml/v1/tasks/1',
		'gptge/suno:1': '/suno/fetch/1',
		'gptge/mj:1': '/mj/task/1/fetch',
		'gptge/kling/image2video:1': '/kling/v1/videos/image2video/1',
		'fal/owner/app/sub/path:1': '/owner/app/requests/1/status?logs=1',
	};

	assert.deepEqual(Object.fromEntries(Object.keys(paths).map(watch => [watch, pathOf(watch)])), paths);
});

test('an identifier is one part of the path, whatever it is made of', () => {
	const id = 'a/b:c d?e=f#g&h%2F';
	const encoded = 'a%2Fb%3Ac%20d%3Fe%3Df%23g%26h%252F';

	for (const each of services) {
		const path = each.taskPath(questionAt(each, id)) ?? '';

		// The name of an operation of Gemini has slashes, and they are part of the path.
		assert.ok(path.includes(each.name === 'gemini' ? encoded.replace('%2F', '/') : encoded), path);
	}
});

test('no identifier and no word before it leads out of the host, or cuts the path short', () => {
	const parts = fc.array(
		fc.oneof(fc.string(), fc.constantFrom('..', '.', '@evil.test', '//evil.test', '?', '#', '\\')),
	);

	fc.assert(
		fc.property(fc.constantFrom(...services), fc.string({minLength: 1, unit: 'binary'}), parts, (each, id, before) => {
			const paths = [each.taskPath({id, before}), each.filePath?.(id), each.cancel?.({id, before})?.path];

			for (const path of paths.filter(found => found !== undefined)) {
				const url = new URL(`https://api.test${path}`);

				assert.equal(url.origin, 'https://api.test');
				assert.equal(url.hash, '');
				assert.equal(url.username, '');
			}
		}),
	);
});

test('a service that needs something before the ID says what, as the user would write it', () => {
	const refusals = {
		'kling:1': 'kling needs ACTION, such as text2video; images/ACTION for pictures before the ID, as in kling/…:1.',
		'fal:1': 'fal needs OWNER/APP before the ID, as in fal/…:1.',
		'fal/owner:1': 'fal needs OWNER/APP before the ID, as in fal/owner:1.',
		'minimax/v3:1': 'minimax needs v2 or template; nothing for v1 before the ID, as in minimax/v3:1.',
		'gptge/kling:1':
			'gptge needs sora, luma, runway, suno, mj or kling/ACTION; nothing for /task before the ID, as in gptge/kling:1.',
	};

	for (const [watch, message] of Object.entries(refusals)) {
		assert.throws(() => pathOf(watch), new UsageError(message));
	}
});

test('a service that takes nothing before the ID refuses what stands there', () => {
	const plain = services.filter(({before, name}) => before === undefined && name !== 'gemini');

	assert.ok(plain.length >= 12);
	for (const {name} of plain) {
		assert.throws(() => pathOf(`${name}/text2video:1`), new UsageError(`${name}:ID takes nothing else before the ID.`));
	}
});

test('what every object has is no word before an ID', () => {
	for (const word of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
		for (const name of ['gptge', 'minimax', 'stability']) {
			assert.throws(() => pathOf(`${name}/${word}:1`), UsageError);
		}
	}
});

test('a watch is taken apart where the name of a service stands before a colon, and nowhere else', () => {
	assert.deepEqual(
		[
			...['314052875571396', 'sora-2:task_01k', 'kling/text2video:ID', 'fal/owner/app:ID', 'gptge/sora:ID'],
			...['veo3.1-fast:1770-trii', 'openai:video_1', 'vidu:a:b/c', 'kling//text2video/:ID', 'kling:'],
			...['unknown:1', 'Kling/text2video:1', ':1', '/:1', 'constructor:1', 'owner/app:1'],
		].map(watch => brief(watch)),
		[
			['gptge', '', '314052875571396'],
			['gptge', '', 'sora-2:task_01k'],
			['kling', 'text2video', 'ID'],
			['fal', 'owner/app', 'ID'],
			['gptge', 'sora', 'ID'],
			['gptge', '', 'veo3.1-fast:1770-trii'],
			['openai', '', 'video_1'],
			['vidu', '', 'a:b/c'],
			['kling', 'text2video', 'ID'],
			['gptge', '', 'kling:'],
			['gptge', '', 'unknown:1'],
			['gptge', '', 'Kling/text2video:1'],
			['gptge', '', ':1'],
			['gptge', '', '/:1'],
			['gptge', '', 'constructor:1'],
			['gptge', '', 'owner/app:1'],
		],
	);
});

test('an identifier without a prefix is of the service that is asked anyway, and one with a prefix of its own', () => {
	assert.deepEqual(brief('sora-2:task_01k', service('newapi')), ['newapi', '', 'sora-2:task_01k']);
	assert.deepEqual(brief('kling/text2video:ID', service('newapi')), ['kling', 'text2video', 'ID']);
});

test('nothing of an identifier is lost, whatever it is made of', () => {
	const prefixes = fc.constantFrom('', 'gptge/sora:', 'kling/text2video:', 'fal/owner/app:', 'vidu:', 'unknown:');

	fc.assert(
		fc.property(prefixes, fc.string({minLength: 1}), (prefix, text) => {
			const {id} = routeOf(taskId(prefix + text), aggregator);

			assert.ok((prefix + text).endsWith(id));
			assert.ok(id.length >= text.length || prefix === '');
		}),
	);
});

test('a task is cancelled only where that is documented, and by the way that is', () => {
	const calls = services.flatMap(each => {
		const call = each.cancel?.(questionAt(each, 'a/b'));
		return call ? [`${each.name} ${call.method} ${call.path}`] : [];
	});

	assert.deepEqual(calls, [
		'dashscope POST /api/v1/tasks/a%2Fb/cancel',
		'replicate POST /v1/predictions/a%2Fb/cancel',
		'fal PUT /owner/app/requests/a%2Fb/cancel',
	]);
});

test('a service that documents how often it may be asked is asked no more often', () => {
	const intervals = services.flatMap(({name, minIntervalMs}) =>
		minIntervalMs === undefined ? [] : [[name, minIntervalMs]],
	);

	assert.deepEqual(intervals, [
		['runway', 5000],
		['stability', 10_000],
	]);
});

test('why a service cannot be asked is said, where people ask for it', () => {
	for (const [name, reason] of Object.entries(unaskable)) {
		assert.equal(findService(name), undefined);
		assert.equal(whyNoService(name), reason);
	}

	for (const name of ['klingon', 'constructor', '']) {
		assert.equal(whyNoService(name), `“${name}” is no provider that taskwatch knows.`);
	}
});

test('an identifier or a word that an address takes for the way up is refused, where it would be part of the path', () => {
	for (const watch of ['..', '.', 'kling/text2video:..', 'kling/..:1', 'fal/../..:1', 'vidu:..', 'openai:.']) {
		assert.throws(() => pathOf(watch), {name: 'UsageError'}, watch);
	}

	assert.equal(pathOf('minimax:..'), '/v1/query/video_generation?task_id=..');
	assert.equal(pathOf('...'), '/task/...');
	assert.equal(pathOf('%2e%2e'), '/task/%252e%252e');
});
