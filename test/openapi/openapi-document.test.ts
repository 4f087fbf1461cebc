import assert from 'node:assert/strict';
import {test} from 'node:test';
import {cutDocument, valueAt} from './openapi-document.js';

const job = {
	type: 'object',
	properties: {state: {$ref: '#/components/schemas/State'}, parent: {$ref: '#/components/schemas/Job'}},
};
const state = {type: 'string', enum: ['waiting', 'done']};
const answer = {200: {content: {'application/json': {schema: {$ref: '#/components/schemas/Job'}}}}};
const document = {
	openapi: '3.1.0',
	info: {title: 'Jobs', version: '1'},
	servers: [{url: 'https://api.example.test/v2/'}],
	security: [{key: []}],
	paths: {
		'/jobs/latest': {get: {responses: {}}},
		'/jobs/{id}': {get: {responses: answer}, delete: {responses: {}}, parameters: [{name: 'id', in: 'path'}]},
		'/teams/{id}': {get: {responses: {}}},
		'/orders/{id}': {post: {responses: {}}},
		'/lost/{id}': {get: {responses: {404: {$ref: '#/components/responses/Lost'}}}},
	},
	components: {schemas: {Job: job, State: state, Team: {type: 'object'}}, securitySchemes: {key: {type: 'http'}}},
};

test('of a document stays what answers the questions, under whole paths', () => {
	const cut = cutDocument(document, ['/v2/jobs/a%20b']);

	assert.deepEqual(cut, {
		openapi: '3.1.0',
		info: {title: 'Jobs', version: '1'},
		security: [{key: []}],
		paths: {'/v2/jobs/{id}': {get: {responses: answer}, parameters: [{name: 'id', in: 'path'}]}},
		components: {schemas: {Job: job, State: state}, securitySchemes: {key: {type: 'http'}}},
	});
});

test('a path that the document does not have to be read, or not under that of the server, is an error', () => {
	for (const path of ['/jobs/1', '/v2/jobs', '/v2/jobs/1/2', '/v2/orders/1']) {
		assert.throws(() => cutDocument(document, [path]), {message: `Expected the document to have GET ${path}`});
	}
});

test('a reference to nothing is an error', () => {
	assert.throws(() => cutDocument(document, ['/v2/lost/1']), {
		message: 'Expected the document to hold #/components/responses/Lost',
	});
});

test('a value is found through references', () => {
	const keys = ['paths', '/jobs/{id}', 'get', 'responses', '200', 'content', 'application/json', 'schema'];

	assert.deepEqual(valueAt(document, ...keys, 'properties', 'state', 'enum'), ['waiting', 'done']);
	assert.equal(valueAt(document, ...keys, 'properties', 'colour', 'enum'), undefined);
});
