import type {ApiProbe, TlsFacts} from '../../platform/api-probe.js';
import {formatDuration} from '../../table/format.js';
import type {Problem} from '../../task/health.js';
import type {Check, Finding, Level} from './check.js';

const dayMs = 24 * 60 * 60 * 1000;

/** A certificate that ends sooner is told. */
const certificateWarningMs = 14 * dayMs;

/** What the headers tell is exact to a second, and the way takes some time. */
const clockToleranceMs = 30_000;

const nameFinding = (host: string, {addresses}: ApiProbe, hasProxy: boolean): Finding => {
	const about = 'name';
	if (typeof addresses !== 'string') {
		return {about, level: 'ok', found: `${host} is ${addresses.join(', ')}`};
	}

	// It is enough that the proxy knows the name.
	return hasProxy
		? {about, level: 'ok', found: `${host} is not known here; the proxy is asked for it by name`}
		: {
				about,
				level: 'problem',
				found: `${host}: ${addresses}`,
				advice: 'Check the address and the network.',
				exitCode: 6,
			};
};

const tlsFinding = ({protocol, issuer, validUntil}: TlsFacts, now: number): Finding => {
	const found = `${protocol}, certificate by ${issuer}, valid until ${new Date(validUntil).toISOString().slice(0, 10)}`;
	return validUntil - now < certificateWarningMs
		? {about: 'TLS', level: 'note', found, advice: 'The service has to renew its certificate.'}
		: {about: 'TLS', level: 'ok', found};
};

type Verdict = {readonly level: Level; readonly advice?: string; readonly exitCode?: 4 | 6};

/** A service that does not know the task has understood the question. */
const verdicts: Readonly<Partial<Record<Problem['state'], Verdict>>> = {
	auth: {level: 'problem', advice: 'Check the token, and that it is for this service and this address.', exitCode: 4},
	quota: {level: 'problem', advice: 'Top up the account, or choose another profile.', exitCode: 4},
	gateway: {level: 'problem', advice: 'Wait, or see whether the address is right.', exitCode: 6},
	offline: {level: 'problem', exitCode: 6},
	rate_limited: {level: 'note', advice: 'Ask less often: see --interval.'},
};

const answerFinding = ({answer}: ApiProbe, hasKey: boolean): Finding => {
	const about = 'API';
	if (typeof answer === 'string') {
		return {about, level: 'problem', found: answer, exitCode: 6};
	}

	const {httpStatus, contentType, tookMs, problem} = answer;
	const took = `in ${tookMs} ms`;
	if (httpStatus === 0) {
		return {
			about,
			level: 'problem',
			found: problem?.message ?? 'it sent a file where an answer was expected',
			advice: 'Check the address: --base-url, or baseUrl of the profile.',
		};
	}

	const verdict = hasKey && problem && verdicts[problem.state];
	if (verdict) {
		return {about, ...verdict, found: `HTTP ${httpStatus} ${took}: ${problem.message}`};
	}

	return !/\bjson\b/v.test(contentType) && httpStatus < 400
		? {
				about,
				level: 'note',
				found: `HTTP ${httpStatus} ${took}, but ${contentType || 'no kind of content'} where JSON was expected`,
				advice: 'Check whether the address is that of the API, and whether this network wants you to log in.',
			}
		: {
				about,
				level: 'ok',
				found: `it answers ${took} (HTTP ${httpStatus})${hasKey ? ', and does not refuse the token' : '; asked without a token'}`,
			};
};

const clockFinding = ({answer}: ApiProbe): readonly Finding[] => {
	if (typeof answer === 'string' || answer.clockAheadMs === undefined) {
		return [];
	}

	const {clockAheadMs} = answer;
	const about = 'clock';
	return Math.abs(clockAheadMs) <= clockToleranceMs
		? [{about, level: 'ok', found: 'this machine and the service agree about the time'}]
		: [
				{
					about,
					level: 'note',
					found: `this machine is ${formatDuration(Math.abs(clockAheadMs))} ${clockAheadMs > 0 ? 'behind' : 'ahead of'} the service`,
					advice: 'Set the clock: signed tokens and the ends of links depend on it.',
				},
			];
};

/** Each step on the way to the API of the selected account. */
export const checkApi: Check = async ({accounts, key, connections}, {api, now}) => {
	const account = accounts.value?.[0];
	if (!account || connections.problem !== undefined) {
		return [];
	}

	const {proxies} = connections.value;
	// By http an API is asked directly.
	const hasProxy = account.baseUrl.protocol === 'https:' && proxies?.https !== undefined;
	const probe = await api(account, key.value);
	return [
		nameFinding(account.baseUrl.hostname, probe, hasProxy),
		...(probe.tls ? [tlsFinding(probe.tls, now())] : []),
		answerFinding(probe, key.value !== undefined),
		...clockFinding(probe),
	];
};
