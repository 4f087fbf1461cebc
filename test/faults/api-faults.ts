import assert from 'node:assert/strict';
import {Agent} from 'undici';
import {createSystemClock} from '../../source/platform/system-clock.js';
import {tokenRefused, viduRunning} from '../e2e/answers.js';
import {startConnectProxy} from '../helpers/connect-proxy.js';
import {manyIds} from '../helpers/watches.js';
import {startBlackHole} from './black-hole.js';
import {certificates, startTlsServer} from './certificates.js';
import {getTask} from './chaos-get.js';
import {inTurn, json, type Scenario, startChaosServer} from './chaos-server.js';
import {startChaosSession} from './chaos-session.js';
import {closedUrl} from './closed-url.js';
import type {Fault} from './fault.js';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

const runs = json(viduRunning);
const refused = json(tokenRefused.body, {status: 401});
const slowDown = (headers: Scenario['headers']): Scenario => json({}, {status: 429, headers: {...headers}});

/** The answer of a task that began two days before the clock of a session does, and so is asked about every five minutes. */
const oldTask = json({
	id: 'cgt-1',
	status: 'running',
	created_at: Date.UTC(2029, 11, 30) / 1000,
	updated_at: Date.UTC(2029, 11, 30) / 1000,
});

const gaps = (times: readonly number[]): readonly number[] =>
	times.slice(1).map((time, index) => time - (times[index] ?? 0));

const seconds = (times: readonly number[]): string => times.map(time => (time / secondMs).toFixed(1)).join(', ');

/** Values of `Retry-After` of which nothing can be made. */
const nonsense: readonly (string | readonly string[])[] = [
	...['abc', '-5', '1e9', '9999999999', '2²', '', 'Fri, 31 Foo 2029 23:59:59 GMT', '+7', '0x10', '7 s'],
	['soon', '7'],
];

export const apiFaults: readonly Fault[] = [
	{
		id: 'A1',
		fault: 'The connection is refused, for 50 tasks.',
		expected: 'The host is probed by one question, ever more seldom, and not by one of each task.',
		async provoke(context) {
			const baseUrl = await closedUrl();
			const {watch, times, toldOf} = await startChaosSession(context, {api: () => runs, baseUrl});

			await watch(manyIds(50), 10 * minuteMs);

			assert.ok(times().length <= 25, `${times().length} questions in ten minutes`);
			assert.match(toldOf('task-0'), /^offline: 127\.0\.0\.1:\d+ is out of reach: connection refused$/);
			return `${times().length} questions in ten minutes; ${toldOf('task-0')}`;
		},
	},
	{
		id: 'A2',
		fault: 'The name of the host is not found for three minutes.',
		expected: 'Told as offline, with the last answer kept; once the name is found again, all tasks are asked about.',
		async provoke(context) {
			let isKnown = true;
			const code = context.pick(['ENOTFOUND', 'EAI_AGAIN']);
			const agent = new Agent({
				connect: {
					lookup: (_hostname, {all}, callback) => {
						const error = Object.assign(new Error(`getaddrinfo ${code}`), {code});
						callback(isKnown ? null : error, all ? [{address: '127.0.0.1', family: 4}] : '127.0.0.1', 4);
					},
				},
			});
			// Each question makes a connection of its own, and so looks the name up.
			const server = await startChaosServer(context, () => ({...runs, framing: 'close'}));
			const {port} = new URL(server.url);
			const {watch, clock, watchOf, toldOf, asked} = await startChaosSession(context, {
				api: () => runs,
				baseUrl: `http://api.example:${port}`,
				agent,
			});

			await watch(manyIds(10), secondMs);
			isKnown = false;
			await clock.advance(3 * minuteMs);
			const [told = ''] = manyIds(10)
				.map(toldOf)
				.filter(each => !each.startsWith('ok'));
			const phases = new Set(manyIds(10).map(id => watchOf(id).answer?.phase));
			isKnown = true;
			const before = asked.length;
			await clock.advance(2 * minuteMs);

			assert.match(told, /^offline: api\.example:\d+ is out of reach: name (?:not found|lookup failed)$/);
			assert.deepEqual(phases, new Set(['running']));
			assert.equal(new Set(asked.slice(before).map(({id}) => id)).size, 10);
			return `${told}; all ten asked about again`;
		},
	},
	{
		id: 'A3',
		fault: 'Nobody accepts the connection, nor refuses it.',
		expected: 'Given up after ten seconds, told as offline, and tried again.',
		isSlow: true,
		async provoke(context) {
			const {watch, toldOf, times} = await startChaosSession(context, {
				api: () => runs,
				baseUrl: await startBlackHole(context),
			});
			const startAt = performance.now();

			await watch(['1'], 500);
			const tookMs = performance.now() - startAt;

			assert.match(toldOf('1'), /^offline: .* no connection in time$/);
			assert.ok(tookMs > 9000, `${tookMs} ms`);
			await watch([], 2000);
			assert.ok(times().length > 1);
			return `${toldOf('1')}, after ${Math.round(tookMs / 1000)} s; asked at ${seconds(times())} s`;
		},
	},
	{
		id: 'A4',
		fault: 'The connection is accepted, and no byte ever comes.',
		expected: 'Given up when the time for a whole question is over, told as offline, and tried again.',
		async provoke(context) {
			const {watch, toldOf, times} = await startChaosSession(context, {
				api: () => ({isSilent: true}),
				timeoutMs: 100,
			});

			await watch(['1'], 3 * secondMs);

			assert.match(toldOf('1'), /^offline: .* no answer within 0\.1 s$/);
			assert.ok(times().length > 1);
			return `${toldOf('1')}; asked at ${seconds(times())} s`;
		},
	},
	{
		id: 'A5',
		fault: 'The answer drips, a byte now and then, for ever.',
		expected: 'Given up when the time for a whole question is over, however often a byte comes.',
		async provoke(context) {
			const {watch, toldOf, times} = await startChaosSession(context, {
				api: () => ({body: ' '.repeat(100_000), dripBps: 100}),
				timeoutMs: 150,
			});

			await watch(['1'], 3 * secondMs);

			assert.match(toldOf('1'), /^offline: .* no answer within 0\.15 s$/);
			assert.ok(times().length > 1);
			return `${toldOf('1')}; asked at ${seconds(times())} s`;
		},
	},
	{
		id: 'A6',
		fault: 'The token is refused: 401 to all of 20 tasks.',
		expected: 'At most five more questions in the next hour, by whichever task; each task says why.',
		async provoke(context) {
			const {watch, asked, clock, toldOf} = await startChaosSession(context, {api: () => refused});

			await watch(manyIds(20), secondMs);
			const firstCount = asked.length;
			await clock.advance(hourMs);

			assert.ok(asked.length - firstCount <= 5, `${asked.length - firstCount} more questions`);
			assert.match(toldOf('task-0'), /^auth: The service refused the token \(HTTP 401\): Invalid token/);
			return `${firstCount} questions at once, ${asked.length - firstCount} in the next hour; ${toldOf('task-0')}`;
		},
	},
	{
		id: 'A7',
		fault: '403 for one or two tasks of ten, which are asked about every five minutes.',
		expected: 'Told for those, which are asked about ever more seldom; the others go on.',
		async provoke(context) {
			const ids = manyIds(10);
			const forbidden = ids.slice(0, context.integer(1, 2));
			const {watch, times, toldOf} = await startChaosSession(context, {
				api: ({path}) => (forbidden.some(id => path === `/task/${id}`) ? {status: 403} : oldTask),
			});

			await watch(ids, hourMs);

			const others = ids.filter(id => !forbidden.includes(id));
			const longestMs = Math.max(...others.flatMap(id => gaps([...times(id), hourMs])));
			assert.ok(forbidden.every(id => toldOf(id).startsWith('auth: The service refused the token (HTTP 403)')));
			assert.ok(longestMs <= 331 * secondMs, `${longestMs} ms without a question`);
			assert.ok(forbidden.every(id => times(id).length <= 10));
			return `${forbidden.length} asked ${times(forbidden[0]).length} times in an hour; the others never waited more than ${seconds([longestMs])} s`;
		},
	},
	{
		id: 'A8',
		fault: '404 for a fresh task, which is there a while later.',
		expected: 'Asked about again after 2, 4, 8, 16 and 30 s, and found.',
		async provoke(context) {
			const deniedCount = context.integer(1, 5);
			const denials = Array.from({length: deniedCount}, () => ({status: 404}));
			const {watch, times, watchOf} = await startChaosSession(context, {api: inTurn(...denials, runs)});

			await watch(['1'], minuteMs + secondMs);

			assert.deepEqual(
				times().slice(0, deniedCount + 1),
				[0, 2, 6, 14, 30, 60].slice(0, deniedCount + 1).map(at => at * secondMs),
			);
			assert.equal(watchOf('1').answer?.phase, 'running');
			return `denied ${deniedCount} times, then running`;
		},
	},
	{
		id: 'A9',
		fault: '404 for a task that was seen before.',
		expected: 'Its last answer stays; given up after three denials, ten minutes apart; never taken off the list.',
		async provoke(context) {
			const {watch, watchOf, times} = await startChaosSession(context, {api: inTurn(runs, {status: 404})});

			await watch(['1'], hourMs);

			const {answer, isGivenUp} = watchOf('1');
			assert.deepEqual([answer?.phase, isGivenUp, times().length], ['running', true, 4]);
			return `asked at ${seconds(times())} s, then given up as ${answer?.phase}`;
		},
	},
	{
		id: 'A10',
		fault: '429 with Retry-After, for ten tasks.',
		expected: 'No question for any task of the host before that time, and all of them soon after.',
		async provoke(context) {
			const waitSeconds = context.integer(7, 60);
			const {watch, times, clock} = await startChaosSession(context, {
				api: inTurn(slowDown({'retry-after': `${waitSeconds}`}), runs),
			});

			const ids = manyIds(10);
			await watch(ids, 0);
			const firstCount = times().length;
			await clock.advance(waitSeconds * secondMs - 1);
			const earlyCount = times().length - firstCount;
			// Each task is told to wait once: two more times pass, each a little longer than was asked for.
			await clock.advance(2 * waitSeconds * secondMs + 15_000);

			assert.deepEqual([firstCount <= 4, earlyCount], [true, 0]);
			assert.ok(ids.every(id => times(id).length > 0));
			return `asked to wait for ${waitSeconds} s: ${firstCount} questions before that, none within, ${times().length - firstCount} after`;
		},
	},
	{
		id: 'A11',
		fault: '429 with a date, and a clock that differs from that of the host by an hour or a day.',
		expected: 'Waited for as long as it is by the host’s own clock.',
		async provoke(context) {
			const skewMs = context.pick([-24, -1, 1, 24]) * hourMs;
			const at = Date.UTC(2030, 0, 1) + skewMs;
			const headers = {date: new Date(at).toUTCString(), 'retry-after': new Date(at + 30_000).toUTCString()};
			const {watch, times} = await startChaosSession(context, {api: inTurn(slowDown(headers), runs)});

			await watch(['1'], minuteMs);

			const [first = 0] = gaps(times());
			assert.ok(first >= 30_000 && first <= 33_000, `${first} ms`);
			return `skewed by ${skewMs / hourMs} h: waited ${seconds([first])} s for 30 s`;
		},
	},
	{
		id: 'A12',
		fault: 'Retry-After that makes no sense, comes twice, or names years.',
		expected: 'Nonsense is passed over; of two the first counts; years are waited for until the user asks.',
		async provoke(context) {
			for (const value of nonsense) {
				const one = await startChaosSession(context, {api: inTurn(slowDown({'retry-after': value}), runs)});
				await one.watch(['1'], 6 * secondMs);
				const [gap = 0] = gaps(one.times());
				assert.ok(gap >= 2500 && gap <= 5000, `${value}: ${gap} ms`);
			}

			const twice = await startChaosSession(context, {api: inTurn(slowDown({'retry-after': ['9', '90']}), runs)});
			await twice.watch(['1'], 30 * secondMs);
			const [gap = 0] = gaps(twice.times());
			assert.ok(gap >= 9000 && gap <= 10_000, `${gap} ms`);

			const years = await startChaosSession(context, {api: inTurn(slowDown({'retry-after': '999999999'}), runs)});
			await years.watch(['1'], 24 * hourMs);
			assert.equal(years.times().length, 1);
			years.pollNow(['1'] as never);
			await years.clock.advance(secondMs);
			assert.equal(years.times().length, 2);

			const clock = createSystemClock();
			const sleeping = new AbortController();
			const {signal} = sleeping;
			const first = await Promise.race([
				clock.sleep(999_999_999_000, signal).then(
					() => 'years',
					() => 'ended by the test',
				),
				clock.sleep(20, signal).then(() => 'a moment'),
			]);
			sleeping.abort();
			assert.equal(first, 'a moment');
			return `${nonsense.length} kinds of nonsense passed over; of 9 and 90 s, ${seconds([gap])} s; 31 years ended by the user`;
		},
	},
	{
		id: 'A13',
		fault: '429 with Retry-After: 0, for ever.',
		expected: 'Never asked again within a second, and ever more seldom.',
		async provoke(context) {
			const {watch, times} = await startChaosSession(context, {api: () => slowDown({'retry-after': '0'})});

			await watch(manyIds(20), 5 * minuteMs);

			assert.ok(gaps(times().slice(5)).every(gap => gap >= secondMs));
			assert.ok(times().length <= 25, `${times().length} questions`);
			return `${times().length} questions for 20 tasks in five minutes`;
		},
	},
	{
		id: 'A14',
		fault: '429 that names a time in RateLimit-Reset alone.',
		expected: 'Our own waits, ever longer: what the field counts from differs from service to service.',
		async provoke(context) {
			const reset = context.pick(['1', '60', `${Date.UTC(2030, 0, 1) / 1000 + 5}`, 'x']);
			const {watch, times, toldOf} = await startChaosSession(context, {
				api: () => slowDown({'ratelimit-reset': reset, 'x-ratelimit-reset': reset}),
			});

			await watch(manyIds(20), 5 * minuteMs);

			assert.ok(times().length <= 25, `${times().length} questions`);
			assert.match(toldOf('task-0'), /^rate_limited: The service asks to slow down/);
			return `${times().length} questions for 20 tasks in five minutes`;
		},
	},
	{
		id: 'A15',
		fault: '500, 502, 503, 504, 520 to 524 or 529 to each of 1000 tasks.',
		expected: 'Never more than five questions a second and four at once, and no task more often than its waits allow.',
		async provoke(context) {
			const statuses = [500, 502, 503, 504, 520, 521, 522, 523, 524, 529];
			const {watch, times, toldOf, server} = await startChaosSession(context, {
				api: () => ({status: context.pick(statuses)}),
			});

			await watch(manyIds(1000), 2 * minuteMs);

			const worst = Math.max(...times().map(at => times().filter(time => time >= at && time < at + 10_000).length));
			assert.ok(worst <= 60, `${worst} questions within ten seconds`);
			assert.ok(server.mostConnections() <= 4);
			assert.match(toldOf('task-0'), /^gateway: The service has trouble of its own \(HTTP 5\d\d\)/);
			return `${worst} questions in the busiest ten seconds, on ${server.mostConnections()} connections`;
		},
	},
	{
		id: 'A16',
		fault: 'The page of a captive portal, with 200.',
		expected: 'Told as an HTML page, never taken for an answer, and asked again.',
		async provoke(context) {
			const contentType = context.pick(['text/html', 'application/json', 'text/html; charset=GBK']);
			const {watch, toldOf, watchOf, times} = await startChaosSession(context, {
				api: inTurn(runs, {
					headers: {'content-type': contentType},
					body: '<!DOCTYPE html><title>\u001B]0;x\u0007Log in</title>',
				}),
			});

			await watch(['1'], minuteMs);

			assert.equal(toldOf('1'), 'bad_response: The service sent an HTML page instead of JSON. Check the base URL.');
			assert.equal(watchOf('1').answer?.phase, 'running');
			assert.ok(times().length >= 4);
			return `${toldOf('1')}; the last answer stays`;
		},
	},
	{
		id: 'A17',
		fault: 'The API redirects to another host.',
		expected: 'Not followed, and told with the host: the token goes nowhere else.',
		async provoke(context) {
			const status = context.pick([301, 302, 303, 307, 308]);
			const elsewhere = await startChaosServer(context, () => runs);
			const {watch, toldOf} = await startChaosSession(context, {
				api: () => ({status, headers: {location: `${elsewhere.url}/task/1`}}),
			});

			await watch(['1'], minuteMs);

			assert.match(toldOf('1'), new RegExp(`^bad_response: .* redirects to ${elsewhere.host}; check the base URL$`));
			assert.equal(elsewhere.requests.length, 0);
			return `HTTP ${status}: ${toldOf('1')}`;
		},
	},
	{
		id: 'A18',
		fault: 'The API redirects to itself.',
		expected: 'One request for each question: an API is followed nowhere.',
		async provoke(context) {
			const {watch, server, times, toldOf} = await startChaosSession(context, {
				api: ({path}) => ({status: 302, headers: {location: path}}),
			});

			await watch(['1'], minuteMs);

			assert.equal(server.requests.length, times().length);
			return `${server.requests.length} requests for ${times().length} questions; ${toldOf('1')}`;
		},
	},
	{
		id: 'A19',
		fault: 'A proxy refuses or is down.',
		expected: 'Told as trouble of the proxy, which sees no token; exit code 6; NO_PROXY leads around it.',
		async provoke(context) {
			const status = context.pick([403, 407, 502, 503]);
			const proxy = await startConnectProxy(0, {status});
			context.after(proxy.close);
			const server = await startChaosServer(context, () => runs);
			const HTTPS_PROXY = proxy.url;

			const refusing = await getTask(context, 'https://api.example.test', {HTTPS_PROXY});
			const down = await getTask(context, 'https://api.example.test', {HTTPS_PROXY: await closedUrl()});
			const around = await getTask(context, server.url, {HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1'});

			assert.deepEqual(
				[refusing, down, around].map(({exitCode}) => exitCode),
				[6, 6, 0],
			);
			assert.match(refusing.output, new RegExp(`the proxy .*\\(HTTP ${status}\\)`));
			assert.match(down.output, /the proxy 127\.0\.0\.1:\d+ cannot be reached \(connection refused\)/);
			assert.deepEqual(
				proxy.requests.map(({line, headers}) => [line, headers.authorization]),
				[['CONNECT api.example.test:443', undefined]],
			);
			return `HTTP ${status}: ${refusing.output.trim()}; down: ${down.output.trim()}`;
		},
	},
	{
		id: 'A20',
		fault: 'A certificate that is self-signed, expired, or for another name.',
		expected: 'The token is not sent; told as what it is; exit code 6.',
		async provoke(context) {
			const folder = await context.makeFolder();
			const made = certificates(folder);
			const seen: string[] = [];
			for (const [name, reason] of [
				['self-signed', 'its certificate is self-signed'],
				['expired', 'its certificate has expired'],
				['other-name', 'its certificate is for another name'],
			] as const) {
				const server = await startTlsServer(context, made.files(name));
				const {exitCode, output} = await getTask(context, server.url, {NODE_EXTRA_CA_CERTS: made.authority});
				assert.equal(exitCode, 6);
				assert.match(output, new RegExp(`is out of reach: ${reason}`));
				assert.equal(server.requestCount(), 0);
				seen.push(reason);
			}

			const server = await startTlsServer(context, made.files('good'));
			assert.equal((await getTask(context, server.url, {NODE_EXTRA_CA_CERTS: made.authority})).exitCode, 0);
			return `${seen.join('; ')}; a good one is accepted`;
		},
	},
];
