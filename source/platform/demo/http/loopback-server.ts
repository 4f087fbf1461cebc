import {once} from 'node:events';
import {createServer, type RequestListener} from 'node:http';
import type {AddressInfo} from 'node:net';

export type LoopbackServer = {
	/** Scheme, host and port. */
	readonly origin: string;
	/** End all connections and stop. Does no harm when called again. */
	readonly close: () => Promise<void>;
};

/**
Listen on a free port that only this machine can reach.
*/
export const listenOnLoopback = async (listener: RequestListener): Promise<LoopbackServer> => {
	const server = createServer(listener);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as AddressInfo;

	return {
		origin: `http://127.0.0.1:${port}`,
		close: () =>
			new Promise(resolve => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
};
