import {BlockList, isIP} from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/**
Addresses that no media host on the internet has: of this machine, of its network, of a cloud's metadata service. `198.18.0.0/15` is left out, as proxies that resolve names themselves hand out addresses from it.

@see https://www.iana.org/assignments/iana-ipv4-special-registry
@see https://www.iana.org/assignments/iana-ipv6-special-registry
*/
const internal = new BlockList();
for (const [network, prefix] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.168.0.0', 16],
	['224.0.0.0', 3],
] as const) {
	internal.addSubnet(network, prefix, 'ipv4');
}

for (const [network, prefix] of [
	['::', 128],
	['fc00::', 7],
	['fe80::', 10],
	['ff00::', 8],
] as const) {
	internal.addSubnet(network, prefix, 'ipv6');
}

/**
Whether media may not be fetched from an address, since a link in an answer could otherwise reach what only this machine can.

@param host - An IP address, or a name (which is never private: its addresses are judged when it is resolved).
@param isLoopbackAllowed - For a service that runs on this machine.
*/
export const isPrivateAddress = (host: string, isLoopbackAllowed: boolean): boolean => {
	const version = isIP(host);
	if (version === 0) {
		return false;
	}

	const family = version === 4 ? 'ipv4' : 'ipv6';
	return internal.check(host, family) || (loopback.check(host, family) && !isLoopbackAllowed);
};
