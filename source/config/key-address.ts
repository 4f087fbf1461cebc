import {isPrivateAddress} from '../platform/private-address.js';

/** Names that no server on the internet has. */
const localName = /^(?:[a-z\d\-]+|.+\.(?:localhost|local|lan|internal|home\.arpa))$/v;

/**
Whether a key may be sent to an address: by HTTPS, or within this machine and its network.
*/
export const isSafeForKeys = ({protocol, hostname}: URL): boolean =>
	protocol === 'https:' || localName.test(hostname) || isPrivateAddress(hostname.replace(/^\[|\]$/gv, ''), false);
