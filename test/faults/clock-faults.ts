import assert from 'node:assert/strict';
import {readdir} from 'node:fs/promises';
import {setImmediate as turn} from 'node:timers/promises';
import {createMediaAgent} from '../../source/platform/http-agents.js';
import {createOpenMedia} from '../../source/platform/open-media.js';
import {DownloadError} from '../../source/task/errors.js';
import {viduDone, viduRunning} from '../e2e/answers.js';
import {hashesIn, picture, sha256, video} from '../e2e/media.js';
import {manyIds} from '../helpers/watches.js';
import {type Answer, json, startChaosServer} from './chaos-server.js';
import {startChaosSession} from './chaos-session.js';
import type {Fault, FaultContext} from './fault.js';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How many questions there were in the busiest time of that length. */
const most = (times: readonly number[], withinMs: number): number =>
	Math.max(0, ...times.map(at => times.filter(time => time >= at && time < at + withinMs).length));

/** Save the one result of a task with a link on the media host. */
const saveFrom = async (context: FaultContext, media: Answer, linkOf = (url: string) => `${url}/1.mp4`) => {
	let link = '';
	const session = await startChaosSession(context, {api: () => json(viduDone(link)), media, isAutoDownload: true});
	link = linkOf(session.media.url);
	await session.watch(['1'], secondMs);
	const state = () => session.store.getState().downloads.values().next().value?.state;
	return {...session, state};
};

/** Open links as where the services are elsewhere, and tell how that was refused. */
const refusals = async (context: FaultContext, links: readonly string[]): Promise<readonly string[]> => {
	const agent = createMediaAgent({isLoopbackAllowed: false});
	context.after(async () => agent.destroy());
	const openMedia = createOpenMedia({agent, isLoopbackAllowed: false});
	const {signal} = new AbortController();
	return Promise.all(
		links.map(async link =>
			openMedia(link, signal).then(
				() => `${link} was opened`,
				(error: unknown) => {
					assert.ok(error instanceof DownloadError);
					return error.message;
				},
			),
		),
	);
};

/** What hosts have tried to have a file called. */
const hostileNames = [
	...['../../.bashrc', '..\\x.exe', 'C:\\x', 'con.mp4', 'x\u0000.mp4', 'x.desktop', '\u202Egnp.exe', 'a'.repeat(8000)],
	...['/etc/passwd', '~/.ssh/authorized_keys', '%2e%2e%2fx', '.', ''],
];

export const clockFaults: readonly Fault[] = [
	{
		id: 'H1',
		fault: 'The time of day is set a day forward or back, or to 1970, also while a host is held.',
		expected: 'Asking goes on at its pace: no flood, and no wait of a day.',
		async provoke(context) {
			const byMs = context.pick([dayMs, -dayMs, hourMs, -hourMs, -Date.UTC(2030, 0, 1)]);
			let isRefused = false;
			const {watch, clock, times, setClock} = await startChaosSession(context, {
				api: () => (isRefused ? {status: 429} : json(viduRunning)),
			});
			await watch(manyIds(5), minuteMs);

			setClock(byMs);
			await clock.advance(minuteMs);
			const freeCount = times().filter(at => at >= minuteMs).length;
			isRefused = true;
			await clock.advance(minuteMs);
			// Not before 1970, where no clock goes.
			setClock(byMs > 0 ? -dayMs : dayMs);
			isRefused = false;
			const before = times().length;
			await clock.advance(3 * minuteMs);

			assert.ok(freeCount >= 5 && freeCount <= 65, `${freeCount} questions in the minute after`);
			assert.ok(times().length - before >= 10, `${times().length - before} questions in three minutes after a hold`);
			assert.ok(most(times(), secondMs) <= 15);
			return `by ${byMs / hourMs} h: ${freeCount} questions of five tasks in the next minute, and ${times().length - before} after a hold`;
		},
	},
	{
		id: 'H2',
		fault: 'The computer sleeps for two hours, with 20 tasks.',
		expected: 'All are asked about soon after, at the usual pace: at most ten at once and five a second.',
		async provoke(context) {
			const {watch, clock, times, asked, setClock} = await startChaosSession(context, {api: () => json(viduRunning)});
			await watch(manyIds(20), minuteMs);

			setClock(2 * hourMs);
			const before = asked.length;
			await clock.advance(minuteMs);

			const after = asked.slice(before);
			assert.equal(new Set(after.map(({id}) => id)).size, 20);
			assert.ok(most(times(), secondMs) <= 15);
			const lastAt = Math.max(...manyIds(20).map(id => after.find(each => each.id === id)?.at ?? 0)) - minuteMs;
			return `all 20 within ${Math.ceil(lastAt / secondMs)} s, at most ${most(times(), secondMs)} in a second`;
		},
	},
	{
		id: 'H3',
		fault: 'A link ends while the computer sleeps.',
		expected: 'A fresh link is asked for before anything is opened: the old one is never tried.',
		async provoke(context) {
			const bytes = picture(context.integer(1000, 100_000));
			let answer = {};
			const {watch, setClock, clock, store, media, until, outputFolder} = await startChaosSession(context, {
				api: () => json(answer),
				media: () => ({body: bytes}),
			});
			const linkUntil = (at: number) => viduDone(`${media.url}/1.png?Expires=${Math.floor(at / 1000)}&Signature=x`);
			answer = linkUntil(clock.now() + hourMs);
			await watch(['1'], secondMs);

			setClock(2 * hourMs);
			answer = linkUntil(clock.now() + hourMs);
			store.getState().download(['1' as never]);
			await until(() => store.getState().downloads.values().next().value?.state.type === 'saved', 'the file');

			assert.deepEqual(Object.values(await hashesIn(outputFolder)), [sha256(bytes)]);
			assert.equal(media.requests.length, 1);
			return 'one request to the media host, with the fresh link';
		},
	},
	{
		id: 'H4',
		fault: 'An API that drips each answer, with 1000 tasks.',
		expected: 'Four connections, and no more.',
		async provoke(context) {
			const {watch, server, times} = await startChaosSession(context, {
				api: () => ({body: ' '.repeat(10_000), dripBps: 50}),
				timeoutMs: 100,
			});

			await watch(manyIds(1000), 30 * secondMs);

			assert.ok(server.mostConnections() <= 4, `${server.mostConnections()} connections`);
			return `${server.mostConnections()} connections at most, ${times().length} questions`;
		},
	},
	{
		id: 'H5',
		fault: 'A link that leads to the API’s own host.',
		expected: 'Asked for without the token, as any other.',
		async provoke(context) {
			const bytes = video(1000);
			let base = '';
			const {watch, server, until, store} = await startChaosSession(context, {
				api: ({path}) => (path.startsWith('/task/') ? json(viduDone(`${base}/1.mp4`)) : {body: bytes}),
				isAutoDownload: true,
			});
			base = server.url;
			await watch(['1'], secondMs);
			await until(() => store.getState().downloads.values().next().value?.state.type === 'saved', 'the file');

			const shown = server.requests.map(({path, headers}) => `${path}: ${headers.has('authorization')}`);
			assert.deepEqual([...new Set(shown)].toSorted(), ['/1.mp4: false', '/task/1: true']);
			return `with the token: ${shown.join(', ')}`;
		},
	},
	{
		id: 'H6',
		fault: 'Links to this machine, its network, and a cloud’s metadata, however they are written.',
		expected: 'Refused with a sentence, and no connection is made.',
		async provoke(context) {
			const server = await startChaosServer(context, () => ({body: video(10)}));
			const {port} = new URL(server.url);
			const links = [
				...['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', '127.1', '0.0.0.0'],
				...['169.254.169.254', '[::ffff:a9fe:a9fe]', '10.0.0.1', '192.168.1.1', '172.16.0.1', '100.64.0.1'],
				...['[fe80::1]', '[fc00::1]'],
			].map(host => `http://${host}:${port}/latest/meta-data/`);

			const messages = await refusals(context, links);

			assert.deepEqual(
				messages.filter(each => !each.startsWith('The link leads to a private address: ')),
				[],
			);
			assert.equal(server.mostConnections(), 0);
			return `${links.length} links refused; the first: ${messages[0]}`;
		},
	},
	{
		id: 'H7',
		fault: 'A name that leads to this machine when the connection is made.',
		expected: 'Refused by the address that is connected to, whatever was known of the name before.',
		async provoke(context) {
			const server = await startChaosServer(context, () => ({body: video(10)}));
			const {port} = new URL(server.url);
			const messages = await refusals(context, [`http://localhost:${port}/`, `http://LOCALHOST:${port}/x`]);

			assert.deepEqual(messages, Array(2).fill('The link leads to a private address: localhost'));
			assert.equal(server.mostConnections(), 0);
			return `${messages[0]}`;
		},
	},
	{
		id: 'H8',
		fault: 'Links that seem to lead to another host: a name before an @, and a backslash.',
		expected:
			'A link with a user name is no link; with a backslash, the host before it is asked. Neither shows a password.',
		async provoke(context) {
			const bytes = picture(1000);
			const before = context.pick(['good.example', 'good.example:secret', undefined]);
			const {until, state, media, watchOf} = await saveFrom(
				context,
				() => ({body: bytes}),
				url => {
					const {host} = new URL(url);
					return before === undefined ? `http://${host}\\@good.example/1.png` : `http://${before}@${host}/1.png`;
				},
			);
			if (before === undefined) {
				await until(() => state()?.type === 'saved', 'the file');
			} else {
				assert.deepEqual(watchOf('1').answer?.outputs, []);
			}

			assert.equal(media.requests.length, before === undefined ? 1 : 0);
			assert.ok(media.requests.every(({headers}) => !headers.has('authorization')));
			return before === undefined ? 'the host before the backslash was asked' : 'no link, and nobody was asked';
		},
	},
	{
		id: 'H9',
		fault: 'A video without a length and without an end.',
		expected: 'Written as it comes, with bounded memory, until the task is taken off; then no part of it is left.',
		async provoke(context) {
			const chunk = video(1024 * 1024);
			const {until, state, store, clock, media, outputFolder} = await saveFrom(context, () => ({
				body: chunk,
				framing: 'close',
				isEndless: true,
				headers: {'content-type': 'video/mp4'},
			}));
			const startRss = process.memoryUsage.rss();
			const receivedBytes = () => {
				const now = state();
				return now?.type === 'receiving' ? now.receivedBytes : 0;
			};
			await until(() => receivedBytes() > 100 * chunk.length, 'a hundred megabytes');
			const grownMiB = Math.round((process.memoryUsage.rss() - startRss) / 1024 ** 2);

			store.getState().removeWatches(['1' as never]);
			await clock.advance(secondMs);
			while ((await readdir(outputFolder)).length > 0) {
				await turn();
			}

			assert.ok(grownMiB < 150, `${grownMiB} MiB`);
			assert.equal(media.requests.length, 1);
			return 'a hundred megabytes came, and none was left';
		},
	},
	{
		id: 'H10',
		fault: 'A host that names the file: ../../.bashrc, con.mp4, x.desktop, kilobytes, marks that turn the text.',
		expected: 'Its names are never used: the file has ours, and stands in the folder of results.',
		async provoke(context) {
			const bytes = video(1000);
			const name = context.pick(hostileNames);
			const quoted = [...name].filter(character => character >= ' ' && character <= '~').join('');
			const {until, state, outputFolder} = await saveFrom(context, () => ({
				body: bytes,
				headers: {
					'content-disposition': `attachment; filename="${quoted}"; filename*=UTF-8''${encodeURIComponent(name)}`,
				},
			}));
			await until(() => /saved|failed/.test(state()?.type ?? ''), 'the end of the download');

			assert.deepEqual(await hashesIn(outputFolder), {'vidu-1-1.mp4': sha256(bytes)});
			return `${JSON.stringify(name).slice(0, 40)}: saved as vidu-1-1.mp4`;
		},
	},
];
