import {accountsOf} from '../../../source/config/accounts.js';
import type {Profile} from '../../../source/config/config-schema.js';
import type {ApiProbe} from '../../../source/platform/api-probe.js';
import {readConnections} from '../../../source/platform/connections.js';
import {type Environment, type Flags, readSettings} from '../../../source/settings.js';
import type {Patient, Probes} from '../../../source/subcommands/doctor/check.js';

export type PatientParts = {
	readonly flags?: Flags;
	readonly environment?: Environment;
	/** Of the configuration file; there is none by default. */
	readonly profiles?: Readonly<Record<string, Profile>>;
	readonly key?: Patient['key'];
	readonly terminal?: Partial<Patient['terminal']>;
};

const configPath = '/home/me/.config/taskwatch/config.json';

/** A user with nothing wrong, but for what a test says. */
export const patientWith = ({flags = {}, environment = {}, profiles, key, terminal}: PatientParts = {}): Patient => {
	const settings = readSettings(flags, environment, '/home/me');
	const config = {path: configPath, profiles: new Map(Object.entries(profiles ?? {}))};
	return {
		version: '1.2.3',
		nodeVersion: '24.0.0',
		environment,
		home: '/home/me',
		warnings: [],
		settings,
		config: {value: {config, isThere: profiles !== undefined}},
		accounts: {
			value: accountsOf({config, settings: settings.account, home: '/home/me', keyOf: () => async () => 'sk-CANARY'}),
		},
		key: key ?? {value: 'sk-CANARY'},
		connections: {value: readConnections(environment)},
		terminal: {isTerminal: true, isScreen: true, columns: 120, rows: 40, ...terminal},
	};
};

export const now = Date.UTC(2030, 0, 1);

export const goodAnswer = {httpStatus: 404, contentType: 'application/json', tookMs: 120, clockAheadMs: 400};

export const goodProbe: ApiProbe = {
	addresses: ['192.0.2.1', '2001:db8::1'],
	tls: {protocol: 'TLSv1.3', issuer: 'Example CA', validUntil: now + 90 * 24 * 60 * 60 * 1000},
	answer: goodAnswer,
};

/** A machine with nothing wrong, but for what a test says. */
export const probesWith = (parts: Partial<Probes> = {}): Probes => ({
	folder: async path => ({path, type: 'folder', isWritable: true, mode: 0o700, isOwn: true, freeBytes: 5e9}),
	othersRight: async () => 'nothing',
	leftOvers: async () => [],
	partFolders: () => [],
	list: () => undefined,
	api: async () => goodProbe,
	certificateProblem: () => undefined,
	pasteMarks: async () => true,
	now: () => now,
	...parts,
});
