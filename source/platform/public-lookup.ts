import {lookup} from 'node:dns';
import type {LookupFunction} from 'node:net';
import {DownloadError} from '../task/errors.js';
import {isPrivateAddress} from './private-address.js';

/**
Resolve a name as the system does, less the private addresses. It runs as the connection is made, so that a name cannot be one thing when it is checked and another when it is used.

@param isLoopbackAllowed - For a service that runs on this machine.
@param resolve - Asks for all addresses of a name.
*/
export const createPublicLookup =
	(isLoopbackAllowed: boolean, resolve: typeof lookup = lookup): LookupFunction =>
	(hostname, options, callback) => {
		resolve(hostname, {...options, all: true}, (error, addresses) => {
			const allowed = error ? [] : addresses.filter(({address}) => !isPrivateAddress(address, isLoopbackAllowed));
			const [first] = allowed;
			if (!first) {
				callback(error ?? new DownloadError('content', `The link leads to a private address: ${hostname}`), '', 0);
			} else if (options.all === true) {
				callback(null, allowed);
			} else {
				callback(null, first.address, first.family);
			}
		});
	};
