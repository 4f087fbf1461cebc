import {UnreachableError} from '../task/errors.js';
import {createLateValue} from './late-value.js';
import type {Network, NetworkOptions} from './network.js';
import {networkReason} from './network-reason.js';

/**
The network, loaded when it is first needed: the HTTP client takes longer to load than the first screen to draw.
*/
export const createLazyNetwork = (options: NetworkOptions): Network => {
	const network = createLateValue(async () => {
		const {createNetwork} = await import('./network.js').catch((cause: unknown) => {
			throw new UnreachableError('The network', networkReason(cause), {cause});
		});
		return createNetwork(options);
	});
	const load = network.get;

	return {
		askTask: async (id, signal) => (await load()).askTask(id, signal),
		cancelTask: async (id, signal) => (await load()).cancelTask(id, signal),
		resolveLink: async (output, id, signal) => (await load()).resolveLink(output, id, signal),
		probeMedia: async (url, signal) => (await load()).probeMedia(url, signal),
		factsOfHeld: async place => (await load()).factsOfHeld(place),
		openKept: async sha256 => (await load()).openKept(sha256),
		openMedia: async (url, signal, resume) => (await load()).openMedia(url, signal, resume),

		async close() {
			await (await network.made())?.close();
		},
	};
};
