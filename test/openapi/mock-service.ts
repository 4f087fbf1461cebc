import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {createPassingAnswerFolder} from '../../source/platform/answer-folder.js';
import {createNetwork, type Network} from '../../source/platform/network.js';
import type {JsonObject} from '../../source/providers/families/family.js';
import {isObject, list} from '../../source/providers/fields.js';
import type {RawReply} from '../../source/providers/read-reply.js';
import {taskPathOf} from '../../source/providers/services/route.js';
import type {Service} from '../../source/providers/services/service.js';
import {findService} from '../../source/providers/services/services.js';
import {askedAt, key} from '../answers/documented-headers.js';
import {startFakeService} from '../helpers/fake-service.js';
import type {DescribedService} from './described-services.js';
import {findDocument, findPrism} from './ingredients.js';
import {cutDocument, valueAt} from './openapi-document.js';
import {startPrism} from './prism.js';

export type MockService = {
	readonly service: Service;
	/** Its own document, cut down to what we ask. */
	readonly document: JsonObject;
	/** The path of the question about a task, as the document writes it. */
	readonly taskTemplate: string;
	/** The words for the state of a task. */
	readonly words: readonly string[];
	/**
	The real network at the mock server.

	@param wish - Which answer is wanted, as of the `Prefer` header; our client sends none, so a relay adds it.
	@param changed - What of the service is to be another.
	*/
	readonly connect: (wish?: string, changed?: Partial<Service>) => Promise<MockConnection>;
	readonly close: () => Promise<void>;
};

export type MockConnection = AsyncDisposable & {
	readonly network: Network;
	/** What the mock server has answered, oldest first. */
	readonly replies: readonly RawReply[];
};

const statusKeys = [
	'get',
	'responses',
	'200',
	'content',
	'application/json',
	'schema',
	'properties',
	'status',
] as const;

/** Headers of one connection, not of the question. */
const ownOfConnection: ReadonlySet<string> = new Set(['host', 'connection']);

const forwarded = async (url: string, {headers}: IncomingMessage, wish: string): Promise<RawReply> => {
	const sent = new Headers(wish === '' ? {} : {prefer: wish});
	for (const [name, value] of Object.entries(headers)) {
		if (typeof value === 'string' && !ownOfConnection.has(name)) {
			sent.set(name, value);
		}
	}

	const response = await fetch(url, {headers: sent});
	const contentType = response.headers.get('content-type') ?? '';
	return {httpStatus: response.status, contentType, text: await response.text()};
};

const connectTo = async (origin: string, service: Service, wish: string): Promise<MockConnection> => {
	const replies: RawReply[] = [];
	const relay = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const reply = await forwarded(origin + request.url, request, wish);
		replies.push(reply);
		response.writeHead(reply.httpStatus, {'content-type': reply.contentType ?? ''}).end(reply.text);
	};
	const server = await startFakeService((request, response) => {
		// The test sees a cut connection as a service out of reach.
		relay(request, response).catch(() => response.destroy());
	});
	const baseUrl = new URL(server.url);
	const answerFolder = createPassingAnswerFolder(undefined, Date.now);
	const network = createNetwork({
		accounts: [{profile: 'default', service, baseUrl, outputFolder: '.', readKey: async () => key}],
		profileOf: () => 'default',
		answerFolder,
		version: '1.2.3',
		now: () => askedAt,
	});
	return {
		network,
		replies,
		async [Symbol.asyncDispose]() {
			await network.close();
			answerFolder.close();
			await server.close();
		},
	};
};

/**
A mock server made from a service's own document.
*/
export const startMockService = async (described: DescribedService): Promise<MockService> => {
	const service = findService(described.provider);
	const program = findPrism();
	const source = findDocument(described);
	if (!service || program === undefined || source === undefined) {
		throw new Error(`There is no service, no Prism or no document for ${described.provider}`);
	}

	const taskPath = taskPathOf({service, id: described.id, before: []});
	const place = described.keptOutput?.place;
	const resultPaths = place?.type === 'content' ? [place.path] : [];
	const whole: JsonObject = JSON.parse(await readFile(source, 'utf8'));
	const document = cutDocument(whole, [taskPath, ...resultPaths]);
	const [taskTemplate = ''] = Object.keys(document['paths'] ?? {});
	const statusSchema = valueAt(document, 'paths', taskTemplate, ...statusKeys);
	if (!isObject(statusSchema)) {
		throw new Error(`Expected the document of ${described.provider} to tell of a status`);
	}

	const words = statusSchema['enum'] ?? described.wordsInProse;
	Object.assign(statusSchema, {enum: words});
	const folder = await mkdtemp(path.join(tmpdir(), 'taskwatch-openapi-'));
	const file = path.join(folder, `${described.provider}.json`);
	await writeFile(file, JSON.stringify(document));
	const prism = await startPrism(program, file);
	return {
		service,
		document,
		taskTemplate,
		words: list(words).map(String),
		connect: async (wish = '', changed = {}) => connectTo(prism.url, {...service, ...changed}, wish),
		async close() {
			await prism.close();
			await rm(folder, {recursive: true, force: true});
		},
	};
};
