import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import {inTime} from '../helpers/wait-for.js';

export type Prism = {
	/** Without a slash at the end. */
	readonly url: string;
	readonly close: () => Promise<void>;
};

/**
Run a mock server on a free port of the loopback interface, which refuses what the document does not allow.

@param program - That of Prism.
@param document - A file with an OpenAPI document that needs nothing outside it.
@throws {Error} with all that Prism said, when it ends or does not begin to listen.
*/
export const startPrism = async (program: string, document: string): Promise<Prism> => {
	const child = spawn(process.execPath, [program, 'mock', '--errors', '-h', '127.0.0.1', '-p', '0', document], {
		// Nothing of the tests' own environment, such as a proxy.
		env: {NO_COLOR: '1'},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const ended = once(child, 'close');
	const said: string[] = [];
	const listening = Promise.withResolvers<string>();
	for (const stream of [child.stdout, child.stderr]) {
		createInterface({input: stream}).on('line', line => {
			said.push(line);
			const [, url] = /listening on (http:\/\/127\.0\.0\.1:\d+)/v.exec(line) ?? [];
			if (url !== undefined) {
				listening.resolve(url);
			}
		});
	}

	const tooEarly = (): Error => new Error(`Prism does not listen: ${said.join('\n')}`);
	child.on('error', listening.reject);
	child.on('close', () => listening.reject(tooEarly()));

	const close = async (): Promise<void> => {
		child.kill('SIGKILL');
		await ended;
	};

	try {
		return {url: await inTime(listening.promise, () => tooEarly().message), close};
	} catch (error) {
		child.kill('SIGKILL');
		throw error;
	}
};
