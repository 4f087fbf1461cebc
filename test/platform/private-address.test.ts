import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isPrivateAddress} from '../../source/platform/private-address.js';

test('addresses of this machine and of its network are private', () => {
	const addresses = [
		...['127.0.0.1', '127.9.9.9', '0.0.0.0', '10.1.2.3', '172.31.0.1', '192.168.1.1', '100.64.0.1'],
		...['169.254.169.254', '224.0.0.1', '255.255.255.255'],
		...['::', '::1', 'fd00::1', 'fe80::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:a9fe:a9fe'],
	];

	assert.deepEqual(
		addresses.filter(address => !isPrivateAddress(address, false)),
		[],
	);
});

test('addresses of the internet, and names, are not', () => {
	const hosts = [
		'1.1.1.1',
		'172.32.0.1',
		'100.128.0.1',
		'198.18.0.1',
		'2606:4700::1111',
		'::ffff:1.1.1.1',
		'localhost',
		'',
	];

	assert.deepEqual(
		hosts.filter(host => isPrivateAddress(host, false)),
		[],
	);
});

test('where this machine is allowed, its network still is not', () => {
	assert.equal(isPrivateAddress('127.0.0.1', true), false);
	assert.equal(isPrivateAddress('::1', true), false);
	assert.equal(isPrivateAddress('10.0.0.1', true), true);
	assert.equal(isPrivateAddress('169.254.169.254', true), true);
});
