import assert from 'node:assert/strict';
import {viduDone} from '../e2e/answers.js';
import {video} from '../e2e/media.js';
import {jpeg, png} from '../platform/media-samples.js';
import {assertNothing, assertSaved, host, offsetOf, rest, someFilm, startChaosDownload} from './chaos-download.js';
import {inTurn, json, type Scenario} from './chaos-server.js';
import {startChaosSession} from './chaos-session.js';
import type {Fault, FaultContext} from './fault.js';

const secondMs = 1000;

/** Save from a host that always answers so. */
const saveFrom = async (context: FaultContext, scenario: Scenario) => {
	const {save} = await startChaosDownload(context, () => scenario);
	return save();
};

/** A frame of HTTP/2: its type and its payload. */
const frame = (type: number, payload: readonly number[]): Buffer =>
	Buffer.from([0, 0, payload.length, type, 0, 0, 0, 0, 0, ...payload]);

/** Answers that are no file, or another one than they say. */
export const mediaAnswerFaults: readonly Fault[] = [
	{
		id: 'C5',
		fault: 'The length is told as smaller or larger than it is, twice, negative, as 2^63 or as rubbish.',
		expected: 'No file gets a name that says it is whole, and no byte is made up.',
		async provoke(context) {
			const file = someFilm(context);
			const lengths = [
				`${file.length - context.integer(1, 1000)}`,
				`${file.length + context.integer(1, 1000)}`,
				[`${file.length}`, `${file.length + 1}`],
				'-5',
				`${2n ** 63n}`,
				'many',
				'',
			];
			const seen: string[] = [];
			for (const length of lengths) {
				const outcome = await saveFrom(context, {
					body: file,
					headers: {'content-length': length},
					cutAt: file.length,
				});
				assert.ok(
					outcome.names.every(name => name.includes('(unverified)')) || outcome.content?.equals(file),
					`${length}: ${outcome.names}`,
				);
				seen.push(`${[length].flat().join(' and ')}: ${outcome.failure ?? outcome.names.join()}`);
			}

			return seen.join('; ');
		},
	},
	{
		id: 'C8',
		fault: 'A part comes although the whole was asked for.',
		expected: 'Refused: nobody knows where the rest is.',
		async provoke(context) {
			const file = someFilm(context);

			const outcome = await saveFrom(context, rest(file, context.integer(0, 1000)));

			return assertNothing(outcome, /^HOST sent no file \(HTTP 206\)$/);
		},
	},
	{
		id: 'C14',
		fault: 'The file comes in an encoding that was not asked for, as a whole or as a rest.',
		expected: 'Refused, and nothing is decoded.',
		async provoke(context) {
			const file = someFilm(context);
			const encoding = context.pick(['gzip', 'br', 'zstd', 'deflate, gzip']);
			const headers = {'content-encoding': encoding};

			const whole = await saveFrom(context, {body: file, headers});
			const {save} = await startChaosDownload(context, (request, count) =>
				count === 0
					? {body: file, headers: {etag: '"v1"'}, cutAt: 100_000}
					: rest(file, offsetOf(request) ?? 0, headers),
			);

			const failure = assertNothing(whole, /^HOST sent the file in an encoding we did not ask for: /);
			assertNothing(await save(), /in an encoding we did not ask for/);
			return failure;
		},
	},
	{
		id: 'C15',
		fault: 'An error page in HTML, JSON or XML comes with 200, under its own type or as a video.',
		expected: 'Refused before a byte of it has a name.',
		async provoke(context) {
			const pages: readonly (readonly [type: string, body: string])[] = [
				['text/html', '<!DOCTYPE html><title>Sign in</title>'],
				['application/json', '{"error": "gone"}'],
				['application/xml', '<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>'],
			];
			const seen: string[] = [];
			for (const [type, body] of pages) {
				for (const told of [type, 'video/mp4']) {
					const outcome = await saveFrom(context, {
						body: `${context.pick(['', ' \n', '\uFEFF'])}${body}`,
						headers: {'content-type': told},
					});
					seen.push(`${type} as ${told}: ${assertNothing(outcome, /./)}`);
				}
			}

			return seen.join('; ');
		},
	},
	{
		id: 'C16',
		fault: 'The type that is told is not that of the file.',
		expected: 'The content decides on the extension.',
		async provoke(context) {
			const type = context.pick(['text/plain', 'image/jpeg', 'application/octet-stream', 'application/zip', '']);
			const files = {mp4: video(1000), png: png(1000), jpg: jpeg()};
			for (const [extension, body] of Object.entries(files)) {
				const {names, content} = await saveFrom(context, {body, headers: {'content-type': type}});
				assert.deepEqual(names, [`clip.${extension}`]);
				assert.ok(content?.equals(body));
			}

			return `told as ${type || 'nothing'}: ${Object.keys(files).join(', ')}`;
		},
	},
	{
		id: 'C18',
		fault: '404 or 410 from the host, for the fresh link too.',
		expected: 'One fresh link is asked for, then it fails with what to do.',
		async provoke(context) {
			const status = context.pick([404, 410]);
			const {save, server} = await startChaosDownload(context, () => ({status}));

			const outcome = await save({fresh: ['/film.mp4?again']});

			assert.equal(server.requests.length, 2);
			return assertNothing(outcome, /press r to ask again, then d$/);
		},
	},
	{
		id: 'C19',
		fault: '429 or 503 from the host, with a time to wait.',
		expected: 'It waits for as long as it is asked to, and then saves the file.',
		async provoke(context) {
			const file = someFilm(context);
			const status = context.pick([429, 503]);
			const waitSeconds = context.integer(1, 29);
			const busy = {status, headers: {'retry-after': `${waitSeconds}`}};
			const {save} = await startChaosDownload(context, (request, count) =>
				count < 2 ? busy : host(file)(request, count),
			);

			const outcome = await save();

			assertSaved(outcome, file);
			assert.equal(outcome.waits.length, 2);
			assert.ok(outcome.waits.every(({until}) => until >= waitSeconds * secondMs));
			return `${outcome.waits[0]?.message}: waited twice for ${waitSeconds} s or a little more`;
		},
	},
	{
		id: 'C20',
		fault: 'A storage that answers 400 to whoever brings a token of somebody else.',
		expected: 'It sees none.',
		async provoke(context) {
			const bytes = video(context.integer(1000, 100_000));
			let link = '';
			const {watch, media, store, until} = await startChaosSession(context, {
				api: () => json(viduDone(`${link}/1.mp4`)),
				media: ({headers}) => (headers.has('authorization') ? {status: 400} : {body: bytes}),
				isAutoDownload: true,
			});
			link = media.url;

			await watch(['1'], 0);
			await until(
				() => [...store.getState().downloads.values()].some(({state}) => state.type === 'saved'),
				'the file to be saved',
			);

			const [{headers} = {headers: new Map()}] = media.requests;
			return `saved; sent were only ${[...headers.keys()].join(', ')}`;
		},
	},
	{
		id: 'C21',
		fault: 'The link leads on to a private address, another kind of place, a user name, in a circle, or nowhere.',
		expected: 'Refused, each with its reason; five steps are followed.',
		async provoke(context) {
			const targets = [
				'http://169.254.169.254/latest/meta-data',
				'http://10.0.0.1/v.mp4',
				'http://[::ffff:169.254.169.254]/v.mp4',
				'file:///etc/passwd',
				'data:video/mp4;base64,AAAA',
				'http://user:word@127.0.0.1/v.mp4',
				'/film.mp4',
			];
			const seen: string[] = [];
			for (const location of targets) {
				const outcome = await saveFrom(context, {status: context.pick([301, 302, 303, 307, 308]), headers: {location}});
				seen.push(`${location}: ${assertNothing(outcome, /./)}`);
			}

			assertNothing(await saveFrom(context, {status: 302}), /^HOST redirects to nowhere$/);
			const file = someFilm(context);
			const {save} = await startChaosDownload(context, (request, count) => {
				const step = Number(/\d+$/.exec(request.path)?.[0] ?? 0);
				return step < 5 ? {status: 302, headers: {location: `/${step + 1}`}} : host(file)(request, count);
			});
			assertSaved(await save({from: '/0'}), file);
			return seen.join('; ');
		},
	},
	{
		id: 'C26',
		fault: 'A file of no bytes.',
		expected: 'Refused: no empty file is made.',
		async provoke(context) {
			const framing = context.pick(['length', 'chunked', 'close'] as const);

			return assertNothing(await saveFrom(context, {framing, body: ''}), /./);
		},
	},
	{
		id: 'C27',
		fault: '204, 205 or 304 unasked; interim answers in numbers before the file.',
		expected: 'The former are refused; of the latter nothing is taken, neither a name nor a tag.',
		async provoke(context) {
			for (const status of [204, 205, 304]) {
				assertNothing(await saveFrom(context, {status}), new RegExp(`^HOST sent no file \\(HTTP ${status}\\)$`));
			}

			const file = someFilm(context);
			const hint =
				'HTTP/1.1 103 Early Hints\r\netag: "hint"\r\ncontent-disposition: attachment; filename=evil.sh\r\n\r\n';
			const count = context.integer(1, 20);
			const {save} = await startChaosDownload(context, (request, index) => ({
				...host(file, {}, number => (number === 0 ? {cutAt: 100_000} : {}))(request, index),
				preamble: hint.repeat(count),
			}));

			const outcome = await save();

			assertSaved(outcome, file);
			assert.deepEqual(outcome.conditions, [undefined, undefined]);
			return `three refused; ${count} interim answers passed over`;
		},
	},
	{
		id: 'C28',
		fault: 'Headers without end.',
		expected: 'Given up with a sentence, and nothing is left.',
		async provoke(context) {
			const line = `x-flood: ${'a'.repeat(context.integer(1000, 8000))}\r\n`;

			const outcome = await saveFrom(context, {raw: `HTTP/1.1 200 OK\r\n${line.repeat(100)}`});

			return assertNothing(outcome, /^HOST is out of reach: .*; gave up after 5 tries$/);
		},
	},
	{
		id: 'C29',
		fault: 'A host that speaks HTTP/2 to whoever comes, and then says that it goes away.',
		expected:
			'HTTP/2 is neither offered nor understood, so that no such frame can end a transfer: told, and tried again.',
		async provoke(context) {
			const file = someFilm(context);
			const settings = frame(4, []);
			const goAway = frame(7, [0, 0, 0, 0, 0, 0, 0, context.integer(0, 13)]);
			const {save} = await startChaosDownload(context, inTurn({raw: Buffer.concat([settings, goAway])}, {body: file}));

			const outcome = await save();

			assertSaved(outcome, file);
			return `${outcome.waits[0]?.message}; then saved`;
		},
	},
];
