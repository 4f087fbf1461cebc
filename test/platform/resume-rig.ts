import {mkdtemp, rm} from 'node:fs/promises';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {createMediaAgent} from '../../source/platform/http-agents.js';
import type {Cleanup} from '../helpers/cleanup.js';
import {startFakeService} from '../helpers/fake-service.js';
import {createDownload} from './resume-download.js';
import {type AnswerRequest, createExchange} from './resume-exchange.js';

const drip = async (response: ServerResponse, bytes: Uint8Array, isCut: boolean): Promise<void> => {
	for (let offset = 0; offset < bytes.length; offset += 32 * 1024) {
		response.write(bytes.subarray(offset, offset + 32 * 1024));
		await new Promise(resolve => setImmediate(resolve));
	}

	if (!isCut) {
		response.end();
	}
};

/**
A media host behind a socket and a downloader, with a folder that goes with the test.
*/
export const startResumeRig = async (context: Cleanup, answer: AnswerRequest) => {
	const exchange = createExchange(answer);

	const send = (request: IncomingMessage, response: ServerResponse): void => {
		const cut = () => response.socket?.resetAndDestroy();
		const {status, headers, piece, isCut, isEndOpen, isThrottled} = exchange.reply(request.headers, cut);
		response.useChunkedEncodingByDefault = !isEndOpen;
		response.writeHead(status, headers);
		if (isThrottled) {
			void drip(response, piece, isCut);
		} else if (isCut && piece.length === 0) {
			response.flushHeaders();
			cut();
		} else if (isCut) {
			response.write(piece);
		} else {
			response.end(piece);
		}
	};

	const {url, close} = await startFakeService(send);
	const folder = await mkdtemp(path.join(tmpdir(), 'resume-'));
	const agent = createMediaAgent({isLoopbackAllowed: true});
	context.after(async () => {
		await agent.destroy();
		await close();
		await rm(folder, {recursive: true});
	});

	return {download: createDownload({exchange, agent, url, folder})};
};
