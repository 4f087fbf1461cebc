import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {connect} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Cleanup} from '../helpers/cleanup.js';
import {NotProvokedError} from './fault.js';

const listening = `
	const server = require('node:net').createServer();
	server.listen({port: 0, host: '127.0.0.1', backlog: 1}, () => console.log(server.address().port));
`;

const longestQueue = 10;
const answersWithinMs = 300;

/**
A port whose queue of connections is full, so that the system answers no more of them.

@returns Its URL.
*/
export const startBlackHole = async (context: Cleanup): Promise<string> => {
	const child = spawn(process.execPath, ['-e', listening], {stdio: ['ignore', 'pipe', 'ignore']});
	context.after(async () => {
		child.kill('SIGKILL');
	});
	const [port] = await once(child.stdout, 'data');
	// Stopped, it accepts nothing.
	child.kill('SIGSTOP');
	for (let count = 0; count < longestQueue; count++) {
		const socket = connect(Number(port), '127.0.0.1');
		socket.on('error', () => undefined);
		context.after(async () => {
			socket.destroy();
		});
		const isConnected = await Promise.race([
			once(socket, 'connect').then(() => true),
			sleep(answersWithinMs).then(() => false),
		]);
		if (!isConnected) {
			return `http://127.0.0.1:${Number(port)}`;
		}
	}

	throw new NotProvokedError('the system here never lets the queue of a port run full');
};
