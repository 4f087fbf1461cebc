import assert from 'node:assert/strict';
import {test} from 'node:test';
import {undoUnsafe} from '../source/unsafe-environment.js';

test('certificates stay checked where the environment asks for the contrary, and the user is told', () => {
	const environment = {NODE_TLS_REJECT_UNAUTHORIZED: '0', HOME: '/home/me'};

	const warnings = undoUnsafe(environment);

	assert.deepEqual(environment, {HOME: '/home/me'});
	assert.deepEqual(warnings, ['NODE_TLS_REJECT_UNAUTHORIZED=0 is ignored: certificates are always checked.']);
});

test('there is nothing to tell of an environment without it', () => {
	assert.deepEqual(undoUnsafe({NODE_TLS_REJECT_UNAUTHORIZED: '1'}), []);
	assert.deepEqual(undoUnsafe({}), []);
});
