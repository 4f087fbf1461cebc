import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {accountsOf} from '../../source/config/accounts.js';
import type {Profile} from '../../source/config/config-schema.js';
import {createKeyReader} from '../../source/platform/key-source.js';
import {findService} from '../../source/providers/services/services.js';
import {UsageError} from '../../source/task/errors.js';

const names = ['default', 'a', 'b', 'c'] as const;
const providers = ['gptge', 'kling', 'vidu', 'newapi'] as const;

type Name = (typeof names)[number];

const variableOf = (name: Name) => `KEY_${name.toUpperCase()}`;
const keyOfProfile = (name: Name) => `secret-of-${name}`;
const givenKey = 'secret-that-is-given';

const profileOf = (name: Name) =>
	fc.record({provider: fc.constantFrom(...providers), hasKey: fc.boolean()}).map(
		({provider, hasKey}): Profile => ({
			provider,
			baseUrl: `https://${name}.test`,
			...(hasKey && {tokenEnv: variableOf(name)}),
		}),
	);

const cases = fc.record({
	profiles: fc.record(
		{default: profileOf('default'), a: profileOf('a'), b: profileOf('b'), c: profileOf('c')},
		{requiredKeys: []},
	),
	profile: fc.option(fc.constantFrom(...names), {nil: undefined}),
	provider: fc.option(fc.constantFrom(...providers), {nil: undefined}),
	hasBaseUrl: fc.boolean(),
	hasKey: fc.boolean(),
	/** Variables that are there; a key may be missing. */
	set: fc.subarray([...names]),
});

const environmentOf = (set: readonly Name[]) =>
	Object.fromEntries(set.map(name => [variableOf(name), keyOfProfile(name)]));

const wish = (text: string | undefined) => (text === undefined ? undefined : {text, origin: '--option'});

test('whatever is configured and asked for, no account gets a key that is not its own, and no message holds one', async () => {
	await fc.assert(
		fc.asyncProperty(cases, async ({profiles, profile, provider, hasBaseUrl, hasKey, set}) => {
			const environment = environmentOf(set);
			const secrets = [givenKey, ...Object.values(environment)];
			const check = (error: unknown) => {
				assert.ok(error instanceof UsageError);
				assert.ok(!secrets.some(secret => error.message.includes(secret)));
				return undefined;
			};

			const open = () => {
				try {
					return accountsOf({
						config: {path: '/config.json', profiles: new Map(Object.entries(profiles))},
						settings: {
							profile: wish(profile),
							provider: wish(provider),
							baseUrl: hasBaseUrl ? new URL('https://given.test') : undefined,
							key: hasKey ? {type: 'text', text: givenKey, origin: 'TASKWATCH_TOKEN'} : undefined,
							outputFolder: undefined,
							intervalMs: undefined,
							concurrency: undefined,
							hasSidecar: false,
						},
						home: '/home/me',
						keyOf: options => createKeyReader({...options, environment, home: '/home/me'}),
					});
				} catch (error) {
					return check(error);
				}
			};

			const accounts = open() ?? [];
			assert.equal(new Set(accounts.map(account => account.profile)).size, accounts.length);
			for (const [index, account] of accounts.entries()) {
				const key = await account.readKey().catch(check);
				const own = profiles[account.profile as Name];
				const isSelected = index === 0;
				if (isSelected && hasKey) {
					assert.equal(key, givenKey);
				} else if (own?.tokenEnv === undefined) {
					assert.equal(key, undefined);
				} else {
					assert.equal(key, environment[own.tokenEnv]);
					assert.equal(account.service, findService(own.provider ?? ''));
				}

				if (own && !(isSelected && hasBaseUrl)) {
					assert.equal(account.baseUrl.origin, own.baseUrl);
				}
			}
		}),
		{numRuns: 2000},
	);
});
