import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {parseConfig} from '../../source/config/parse-config.js';
import {services} from '../../source/providers/services/services.js';
import {UsageError} from '../../source/task/errors.js';

const path = '/home/me/.config/taskwatch/config.json';

/** A file with one profile, whose fields are in line 2. */
const withProfile = (fields: unknown): string => `{"profiles": {"work":\n${JSON.stringify(fields)}}}`;

const refuses = (text: string, message: string) =>
	assert.throws(() => parseConfig(text, path), new UsageError(`${path}:${message}`), text);

const refusesField = (fields: unknown, message: string) => refuses(withProfile(fields), `2: profiles.work.${message}`);

test('profiles are read with all that they say, in the order of the file', () => {
	const text = `{
		"$schema": "https://example.test/schema.json",
		"profiles": {
			"work-kling": {"provider": "kling", "tokenCommand": ["op", "read", ""]},
			"default": {
				"provider": "gptge", "baseUrl": "https://api.gpt.ge/v1", "tokenEnv": "GPTGE_KEY",
				"outputDir": "~/videos", "sidecar": true, "interval": 0.05, "concurrency": 64, "caFile": "ca.pem"
			},
			"empty": {}
		}
	}`;

	assert.deepEqual(
		[...parseConfig(text, path).profiles],
		[
			['work-kling', {provider: 'kling', tokenCommand: ['op', 'read', '']}],
			[
				'default',
				{
					provider: 'gptge',
					baseUrl: 'https://api.gpt.ge/v1',
					tokenEnv: 'GPTGE_KEY',
					outputDir: '~/videos',
					sidecar: true,
					interval: 0.05,
					concurrency: 64,
					caFile: 'ca.pem',
				},
			],
			['empty', {}],
		],
	);
});

test('a file without anything in it has no profiles, also after a byte order mark', () => {
	for (const text of ['', ' \n', '\uFEFF', '{}', '\uFEFF{"profiles": {}}']) {
		assert.deepEqual(parseConfig(text, path), {path, profiles: new Map()});
	}
});

test('what is no JSON is refused with its place', () => {
	refuses('{"profiles": {\n"work": {},\n}}', '3:1: expected a name in double quotes, not “}”.');
});

test('a field that is not known is refused with the one that was probably meant', () => {
	refusesField({baseURL: ''}, 'baseURL is no field of a profile. Did you mean baseUrl?');
	refusesField(
		{colour: 'red'},
		'colour is no field of a profile. It may be provider, baseUrl, tokenEnv, tokenFile, tokenCommand, outputDir, sidecar, interval, concurrency, caFile, hooks.',
	);
	refuses('{\n"profile": {}}', '2: profile is no field of this file. Did you mean profiles?');
	refuses(
		'{"provider": "kling"}',
		'1: provider is no field of this file. It belongs into a profile: {"profiles": {"default": {"provider": …}}}.',
	);
});

test('names that every object has are no fields and no profiles either', () => {
	refuses('{"toString": 1}', '1: toString is no field of this file. It may be $schema, profiles, hooks.');
	refuses(
		'{"profiles": {"work":\n{"__proto__": {}}}}',
		'2: profiles.work.__proto__ is no field of a profile. It may be provider, baseUrl, tokenEnv, tokenFile, tokenCommand, outputDir, sidecar, interval, concurrency, caFile, hooks.',
	);
	const rule =
		'It must be a small letter and up to 30 more letters, digits, hyphens or underscores, such as work-kling.';
	for (const name of ['__proto__', 'constructor', 'prototype', 'Work', '2nd', '', 'a b', `a${'b'.repeat(31)}`]) {
		refuses(`{"profiles":\n{"${name}": {}}}`, `2: “${name}” is no name for a profile. ${rule}`);
	}

	assert.equal(parseConfig(`{"profiles": {"a${'b'.repeat(30)}": {}}}`, path).profiles.size, 1);
});

test('a token in the file is refused, and not repeated', () => {
	for (const name of ['token', 'apiKey', 'api_key', 'secret', 'key']) {
		refusesField(
			{[name]: 'sk-secret'},
			`${name} is not allowed: no token belongs into this file. Say where it is with tokenEnv, tokenFile or tokenCommand.`,
		);
	}
});

test('what should be an object and is none is refused', () => {
	refuses('[]', '1: The file must be an object such as {"profiles": {…}}, not a list.');
	refuses('"a"', '1: The file must be an object such as {"profiles": {…}}, not “a”.');
	refuses('{"profiles":\n[]}', '1: profiles must be an object with a profile for each name, not a list.');
	refuses('{"profiles": null}', '1: profiles must be an object with a profile for each name, not null.');
	refuses(withProfile([]), '1: profiles.work must be an object with the fields of a profile, not a list.');
	refuses(withProfile('kling'), '1: profiles.work must be an object with the fields of a profile, not “kling”.');
});

test('numbers have the same bounds as those of the options', () => {
	for (const interval of [0, 0.049, 86_401, -1]) {
		refusesField({interval}, `interval must be a number from 0.05 to 86400, not ${interval}.`);
	}

	refusesField({interval: '5'}, 'interval must be a number from 0.05 to 86400, not “5”.');
	for (const concurrency of [0, 65, 2.5]) {
		refusesField({concurrency}, `concurrency must be a whole number from 1 to 64, not ${concurrency}.`);
	}

	refusesField({concurrency: {}}, 'concurrency must be a whole number from 1 to 64, not an object.');
});

test('an address is http or https', () => {
	const rule = 'baseUrl must be an http or https address such as https://api.gpt.ge';
	for (const baseUrl of ['api.gpt.ge', 'ftp://api.gpt.ge', 'javascript:alert(1)', 'https://', 'https://a b']) {
		refusesField({baseUrl}, `${rule}, not “${baseUrl}”.`);
	}

	refuses(withProfile({baseUrl: 'https://[::1'}), '2: profiles.work has a baseUrl that is no address.');
});

test('an address that would show the token to whoever listens is refused', () => {
	refuses(
		withProfile({baseUrl: 'http://api.gpt.ge'}),
		'2: profiles.work has a baseUrl by http, which would show the token to whoever listens; it must be https, except on this machine and its network.',
	);
});

test('an address with a name, a password, a query or a fragment is refused, and not repeated', () => {
	const rule = '2: profiles.work has a baseUrl with a user name or a password, which is not allowed.';
	for (const baseUrl of ['https://sk-abc@api.test', 'https://:sk-abc@api.test']) {
		refuses(withProfile({baseUrl}), rule);
	}

	for (const baseUrl of ['https://api.test/?key=sk-abc', 'https://api.test#sk-abc']) {
		refusesField({baseUrl}, 'baseUrl must be an http or https address such as https://api.gpt.ge.');
	}
});

test('each service is known, and another name is refused with the nearest', () => {
	for (const {name} of services) {
		assert.doesNotThrow(() => parseConfig(withProfile({provider: name, baseUrl: 'https://api.test'}), path));
	}

	refusesField({provider: 'klng'}, 'provider: “klng” is no provider that taskwatch knows. Did you mean kling?');
	refusesField({provider: 5}, 'provider must be the name of a provider, not 5.');
	assert.throws(() => parseConfig(withProfile({provider: 'vertex'}), path), /Vertex AI needs a project/v);
});

test('a service that has no address of its own needs one', () => {
	refuses(withProfile({provider: 'newapi'}), '1: profiles.work needs a baseUrl, as newapi has no address of its own.');
});

test('of the fields for the token only one is allowed', () => {
	refuses(
		'{"profiles": {"work": {"tokenEnv": "KEY",\n"tokenCommand": ["op"]}}}',
		'2: profiles.work has both tokenEnv and tokenCommand. Only one of tokenEnv, tokenFile, tokenCommand is allowed.',
	);
});

test('the variable for the chosen profile cannot be that of a certain one', () => {
	refusesField(
		{tokenEnv: 'TASKWATCH_TOKEN'},
		'tokenEnv must be another variable, as TASKWATCH_TOKEN is for whichever profile is chosen.',
	);
});

test('a field for the token with a wrong value is refused without repeating it, as it may be the token', () => {
	const secret = 'sk-secret';
	const command = 'tokenCommand must be a list of words such as ["op", "read", "op://private/kling/key"].';
	refusesField(
		{tokenEnv: secret},
		'tokenEnv must be the name of an environment variable in capital letters, such as KLING_KEY.',
	);
	refusesField({tokenFile: [secret]}, 'tokenFile must be the name of a file that holds the token.');
	for (const tokenCommand of [secret, [], [''], ['echo', 5], {secret}]) {
		refusesField({tokenCommand}, command);
	}
});

test('what is shown of a value is short and cannot drive the terminal', () => {
	refusesField({interval: '\u001B[2Jred'}, 'interval must be a number from 0.05 to 86400, not “red”.');
	refusesField({interval: 'x'.repeat(500)}, `interval must be a number from 0.05 to 86400, not “${'x'.repeat(59)}…”.`);
});

test('whatever a profile holds, a configuration comes out, or a sentence that has the file and a line', () => {
	const field = fc.constantFrom(
		'provider',
		'baseUrl',
		'tokenEnv',
		'tokenFile',
		'tokenCommand',
		'interval',
		'token',
		'x',
	);
	const value = fc.oneof(fc.jsonValue(), fc.constantFrom('kling', 'newapi', 'https://a.test', 'KEY', 5));

	fc.assert(
		fc.property(fc.dictionary(fc.constantFrom('default', 'a'), fc.dictionary(field, value)), profiles => {
			try {
				parseConfig(JSON.stringify({profiles}, undefined, 1), path);
			} catch (error) {
				assert.ok(error instanceof UsageError);
				assert.match(error.message, /^\/home\/me\/\.config\/taskwatch\/config\.json:\d+: [^\n]+[.?]$/v);
			}
		}),
	);
});

test('hooks stand in the file and in a profile', () => {
	const text = '{"hooks": {"done": ["beep"]}, "profiles": {"work": {"hooks": {"saved": ["/usr/bin/mv-it", ""]}}}}';

	const {hooks, profiles} = parseConfig(text, path);

	assert.deepEqual(hooks, {done: ['beep']});
	assert.deepEqual(profiles.get('work'), {hooks: {saved: ['/usr/bin/mv-it', '']}});
});

test('a hook that is none is refused, and its words, which may be secret, are not repeated', () => {
	const rule = 'must be a list of words such as ["notify-send", "A task is over"].';
	refuses('{"hooks":\n{"setled": []}}', '2: hooks.setled is no hook. Did you mean settled?');
	refusesField({hooks: {end: []}}, 'hooks.end is no hook. It may be settled, saved, done.');
	for (const words of [[], [''], ['a', 1], 'curl https://example.test/secret', {}, null]) {
		refuses(`{"hooks":\n{"settled": ${JSON.stringify(words)}}}`, `2: hooks.settled ${rule}`);
		refusesField({hooks: {saved: words}}, `hooks.saved ${rule}`);
	}

	refuses('{"hooks": 1}', '1: hooks must be an object with the hooks settled, saved and done.');
});
