import type {Account} from '../providers/services/account.js';
import {type Route, routeOf} from '../providers/services/route.js';
import type {Call} from '../providers/services/service.js';
import {UsageError} from '../task/errors.js';
import type {Problem} from '../task/health.js';
import type {TaskId} from '../task/task.js';
import type {ApiCall, ApiReply} from './api-call.js';
import {authorisationHeaders} from './authorise.js';
import type {KlingSigner} from './kling-key.js';
import type {TakeLongText} from './long-texts.js';

export type AccountApiOptions = {
	readonly accounts: readonly Account[];
	/** The profile that a task is watched with. */
	readonly profileOf: (id: TaskId) => string;
	readonly call: ApiCall;
	readonly signForKling: KlingSigner;
};

/**
The API of the account that a task is watched with. An account's key goes to its own base URL and nowhere else.
*/
export type AccountApi = {
	/**
	@param callOf - What is asked; it may throw a `UsageError` for a task that cannot be asked about like that.
	@param takeLongText - What becomes of the long texts of an answer; without it they stay where they are.
	@throws {UnreachableError} when no answer came.
	*/
	readonly ask: (
		id: TaskId,
		callOf: (route: Route) => Call,
		signal: AbortSignal,
		takeLongText?: TakeLongText,
	) => Promise<ApiReply>;
	/** The key of a task's account was refused: it is read anew before the next question. */
	readonly keyRefused: (id: TaskId) => void;
};

type Key = {readonly key: string};

/** Shorter ones would be found in places where they are not the key. */
const shortestKey = 8;

/** Some services repeat the key in their refusal: it must not come onto the screen or into a file. */
const withoutKey = (reply: ApiReply, secrets: readonly string[]): ApiReply =>
	reply.type === 'text'
		? {
				...reply,
				text: secrets
					.filter(secret => secret.length >= shortestKey)
					.reduce((text, secret) => text.replaceAll(secret, '[key]'), reply.text),
			}
		: reply;

const refusal = (state: Problem['state'], message: string): ApiReply => ({type: 'problem', problem: {state, message}});

/** What is wrong with what the user wrote or set up, as a sentence; anything else goes on as an error. */
const reasonOf = (error: unknown): string => {
	if (error instanceof UsageError) {
		return error.message;
	}

	throw error;
};

const orReason = <Made>(make: () => Made): Made | string => {
	try {
		return make();
	} catch (error) {
		return reasonOf(error);
	}
};

export const createAccountApi = ({accounts, profileOf, call, signForKling}: AccountApiOptions): AccountApi => {
	const byProfile = new Map(accounts.map(account => [account.profile, account]));
	const refusedProfiles = new Set<string>();

	const keyOf = async ({profile, readKey}: Account): Promise<Key> => ({
		key: await readKey({isRefused: refusedProfiles.delete(profile)}),
	});

	return {
		async ask(id, callOf, signal, takeLongText) {
			const profile = profileOf(id);
			const account = byProfile.get(profile);
			if (!account) {
				return refusal('auth', `There is no profile “${profile}” any more. Put it back into the configuration.`);
			}

			const route = routeOf(id, account.service);
			if (route.service !== account.service) {
				return refusal(
					'auth',
					`The profile “${profile}” is for ${account.service.name}, not for ${route.service.name}.`,
				);
			}

			const asked = orReason(() => callOf(route));
			if (typeof asked === 'string') {
				return refusal('bad_response', asked);
			}

			const found = await keyOf(account).catch(reasonOf);
			if (typeof found === 'string') {
				return refusal('auth', found);
			}

			const {service, baseUrl, caFile} = account;
			const shown = orReason(() => authorisationHeaders(service.authorisation, found.key, signForKling));
			if (typeof shown === 'string') {
				return refusal('auth', shown);
			}

			const target = {baseUrl: baseUrl.href, headers: {...service.headers, ...shown}, caFile};
			return withoutKey(await call(target, asked, signal, takeLongText), [
				found.key,
				...found.key.split(':'),
				...Object.values(shown).flatMap(value => value.split(' ')),
			]);
		},

		keyRefused(id) {
			refusedProfiles.add(profileOf(id));
		},
	};
};
