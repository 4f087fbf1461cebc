import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isSafeForKeys} from '../../source/config/key-address.js';

const unsafe = (...addresses: readonly string[]) => addresses.filter(address => !isSafeForKeys(new URL(address)));

test('a key may go anywhere by https', () => {
	assert.deepEqual(unsafe('https://api.gpt.ge', 'https://1.1.1.1:8443/v1', 'https://[2606:4700::1111]'), []);
});

test('by http it may go to this machine and its network', () => {
	assert.deepEqual(
		unsafe(
			...['http://127.0.0.1:3000', 'http://[::1]:3000', 'http://localhost:3000', 'http://api.localhost'],
			...['http://192.168.1.20:3000', 'http://10.0.0.7', 'http://172.20.0.3', 'http://[fd00::7]'],
			...['http://new-api:3000', 'http://studio.local', 'http://host.docker.internal:3000', 'http://nas.home.arpa'],
		),
		[],
	);
});

test('by http it may go nowhere else, however that is written', () => {
	const addresses = [
		...['http://api.gpt.ge', 'http://1.1.1.1', 'http://16843009', 'http://[2606:4700::1111]'],
		...['http://localhost.example.com', 'http://127.0.0.1.example.com', 'http://example.com.'],
	];

	assert.deepEqual(unsafe(...addresses), addresses);
});
