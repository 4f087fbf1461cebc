import type {Account} from '../providers/services/account.js';
import {routeOf, watchOfLink} from '../providers/services/route.js';
import type {TaskId} from '../task/task.js';
import type {PlaceTask} from '../task/task-links.js';
import type {Accounts} from './accounts.js';

/**
The profile of a new watch, or why there is none, in a sentence for the user.
*/
export type ProfileChoice =
	| {readonly profile: string; readonly reason?: undefined}
	| {readonly profile?: undefined; readonly reason: string};

/** Whether an account can be asked about a watch, by what stands before its ID. */
const canAsk = ({service}: Account, id: TaskId): boolean => routeOf(id, service).service === service;

/**
Which profile a new watch belongs to: the one whose API a pasted link is of, else the first for the service before its ID, else the selected one.

@param host - Of the pasted link, with its port where that is not the usual one.
*/
export const profileFor = (accounts: Accounts, id: TaskId, host?: string): ProfileChoice => {
	const [selected] = accounts;
	const ofHost = accounts.find(account => account.baseUrl.host === host?.toLowerCase() && canAsk(account, id));
	const {name} = routeOf(id, selected.service).service;
	const account = ofHost ?? accounts.find(({service}) => service.name === name);
	return account
		? {profile: account.profile}
		: {
				reason: `There is no profile for ${name}. Put one into the configuration file, or start with --provider ${name}.`,
			};
};

/**
Where a new task belongs; to the selected profile where none fits, as its first question then says what is wrong.
*/
export const placeIn =
	(accounts: Accounts): PlaceTask =>
	(id, link) => {
		const profile = profileFor(accounts, id, link?.host).profile ?? accounts[0].profile;
		const account = accounts.find(({profile: name, baseUrl}) => name === profile && baseUrl.host === link?.host);
		return {profile, id: account && link ? watchOfLink(account.service, id, link) : id};
	};

/**
Whether the service of a task documents a cancelling that is safe for a result.
*/
export const canCancel =
	(accounts: Accounts) =>
	({id, profile}: {readonly id: TaskId; readonly profile: string}): boolean => {
		const account = accounts.find(({profile: name}) => name === profile);
		const route = account && routeOf(id, account.service);
		return route?.service === account?.service && route?.service.cancel?.(route) !== undefined;
	};

/**
The name of the service that a task is asked at.
*/
export const serviceIn =
	(accounts: Accounts) =>
	({id, profile}: {readonly id: TaskId; readonly profile: string}): string =>
		routeOf(id, (accounts.find(({profile: name}) => name === profile) ?? accounts[0]).service).service.name;
