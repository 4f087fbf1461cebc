import assert from 'node:assert/strict';
import {test} from 'node:test';
import {configJsonSchema, profileFields} from '../../.build/config-schema.ts';
import {profileSchema} from '../../source/config/config-schema.js';
import {services} from '../../source/providers/services/services.js';

const schema = configJsonSchema();
const profiles = schema.properties?.['profiles'];
const profile = typeof profiles === 'object' ? profiles.additionalProperties : undefined;
const fields = typeof profile === 'object' ? (profile.properties ?? {}) : {};

test('the schema for editors refuses unknown fields, in the file and in a profile', () => {
	assert.equal(schema.$schema, 'http://json-schema.org/draft-07/schema#');
	assert.deepEqual(
		[schema.additionalProperties, typeof profile === 'object' && profile.additionalProperties],
		[false, false],
	);
	assert.deepEqual(Object.keys(schema.properties ?? {}), ['$schema', 'profiles', 'hooks']);
});

test('it knows each field of a profile, and what each is for', () => {
	assert.deepEqual(
		Object.entries(fields).map(([name, field]) => [name, typeof field === 'object' && field.description !== '']),
		profileFields().map(([name]) => [name, true]),
	);
	assert.deepEqual(Object.keys(fields), Object.keys(profileSchema.pipe[0].entries));
});

test('it offers the providers that there are', () => {
	const {provider} = fields;

	assert.deepEqual(
		typeof provider === 'object' && provider.enum,
		services.map(({name}) => name),
	);
});
