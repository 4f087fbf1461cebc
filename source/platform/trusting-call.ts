import type {Dispatcher} from 'undici';
import {UnreachableError} from '../task/errors.js';
import {type ApiCall, createApiCall} from './api-call.js';
import {certificateProblem, trustWith} from './certificates.js';
import type {Connections} from './connections.js';
import {createApiAgent} from './http-agents.js';

export type TrustingCallOptions = Pick<Connections, 'proxies'> & {
	readonly version: string;
	/** Those of the accounts; each is for the calls that name it. */
	readonly caFiles: readonly (string | undefined)[];
	/** For all calls. They can be used. */
	readonly sharedFiles: readonly string[];
	readonly connectionCount: number;
};

/**
Calls to APIs, each of which is believed on the word of its own account's certificates, and on no other account's.
*/
export const createTrustingCall = ({
	version,
	caFiles,
	sharedFiles,
	connectionCount,
	proxies,
}: TrustingCallOptions): {readonly call: ApiCall; readonly destroy: () => Promise<void>} => {
	const agentOrProblem = (caFile: string | undefined): Dispatcher | string => {
		const own = caFile === undefined ? [] : [caFile];
		const problem = own.map(certificateProblem)[0];
		return problem ?? createApiAgent({connectionCount, proxies, trust: trustWith([...sharedFiles, ...own])});
	};

	const agents = new Map(caFiles.map(caFile => [caFile, agentOrProblem(caFile)]));
	return {
		async call(target, ...rest) {
			const agent = agents.get(target.caFile) ?? 'No such certificates are known';
			if (typeof agent === 'string') {
				throw new UnreachableError(new URL(target.baseUrl).host, agent);
			}

			return createApiCall({version, agent})(target, ...rest);
		},

		async destroy() {
			await Promise.all([...agents.values()].map(agent => (typeof agent === 'string' ? undefined : agent.destroy())));
		},
	};
};
