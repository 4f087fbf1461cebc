import {accountsWith, type LoadOptions, readConfig} from '../load-accounts.js';
import {probeApi} from '../platform/api-probe.js';
import {certificateProblem} from '../platform/certificates.js';
import {readConnections} from '../platform/connections.js';
import {folderFacts, leftOversIn} from '../platform/folder-facts.js';
import {listFacts, partFolders} from '../platform/list-facts.js';
import {othersRightAt} from '../platform/others-rights.js';
import {askPasteMarks} from '../platform/paste-marks.js';
import {readAll} from '../platform/text-input.js';
import type {Program} from '../program.js';
import type {Settings} from '../settings.js';
import {asciiGlyphs, unicodeGlyphs} from '../table/glyphs.js';
import {UsageError} from '../task/errors.js';
import type {Attempt, Patient, Probes} from './doctor/check.js';
import {checks} from './doctor/checks.js';
import {exitCodeFor, reportDocument, reportLines} from './doctor/report.js';
import {printLines} from './print-lines.js';

/** What is wrong with what the user set up is a finding here; anything else goes on as a fault. */
const attempt = async <Value>(work: () => Value | Promise<Value>): Promise<Attempt<Value>> => {
	try {
		return {value: await work()};
	} catch (error) {
		if (error instanceof UsageError) {
			return {problem: error.message};
		}

		throw error;
	}
};

const examine = async (settings: Settings, program: Program): Promise<Patient> => {
	const {version, nodeVersion, environment, home, warnings, stdin, stdout, hasScreen} = program;
	const options: LoadOptions = {settings, environment, home, readInput: async () => readAll(stdin)};
	const config = await attempt(async () => readConfig(options));
	const accounts = await attempt(async () => {
		// A profile that is named is in the file that is broken.
		if (config.problem !== undefined && settings.account.profile) {
			throw new UsageError(config.problem);
		}

		return accountsWith(config.value?.config ?? {path: '', profiles: new Map()}, options);
	});
	return {
		version,
		nodeVersion,
		environment,
		home,
		warnings,
		settings,
		config,
		accounts,
		key: await attempt(async () => (accounts.value ? accounts.value[0].readKey() : '')),
		connections: await attempt(() => readConnections(environment)),
		terminal: {
			isTerminal: stdout.isTTY === true,
			isScreen: hasScreen,
			columns: stdout.columns ?? 0,
			rows: stdout.rows ?? 0,
		},
	};
};

/** Check all that the program depends on, and tell what was found and what to do. */
export const runDoctor = async (words: readonly string[], settings: Settings, program: Program): Promise<number> => {
	if (words.length > 0) {
		throw new UsageError('taskwatch doctor takes options alone.');
	}

	const {version, stdin, stdout} = program;
	const patient = await examine(settings, program);
	const probes: Probes = {
		folder: folderFacts,
		othersRight: othersRightAt,
		leftOvers: leftOversIn,
		partFolders,
		list: listFacts,
		api: async (account, key) =>
			probeApi({account, key, connections: patient.connections.value ?? {}, version, now: Date.now}),
		certificateProblem,
		pasteMarks: async () => (stdin.isTTY && settings.format !== 'json' ? askPasteMarks(stdin, stdout) : undefined),
		now: Date.now,
	};
	const findings = (await Promise.all(checks.map(async check => check(patient, probes)))).flat();

	if (settings.format === 'json') {
		stdout.write(`${reportDocument(findings)}\n`);
	} else {
		printLines(reportLines(findings, settings.isAscii ? asciiGlyphs : unicodeGlyphs), settings, program);
	}

	return exitCodeFor(findings);
};
