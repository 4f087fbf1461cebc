import type {Accounts} from '../../config/accounts.js';
import type {Config} from '../../config/config-schema.js';
import type {ApiProbe} from '../../platform/api-probe.js';
import type {Connections} from '../../platform/connections.js';
import type {FolderFacts, LeftOver} from '../../platform/folder-facts.js';
import type {ListFacts} from '../../platform/list-facts.js';
import type {OthersRight} from '../../platform/others-rights.js';
import type {Account} from '../../providers/services/account.js';
import type {Settings} from '../../settings.js';

export type Level = 'ok' | 'note' | 'problem';

/** Exit codes: set up wrongly, token refused, API out of reach. */
export type DoctorExitCode = 2 | 4 | 6;

/**
What a check found.
*/
export type Finding = {
	/** What was looked at, in a few words. */
	readonly about: string;
	readonly level: Level;
	readonly found: string;
	/** What to do, where it is not ok. */
	readonly advice?: string;
	/** Of a problem. @default 2 */
	readonly exitCode?: DoctorExitCode;
};

/** A value, or why there is none. */
export type Attempt<Value> =
	| {readonly value: Value; readonly problem?: undefined}
	| {readonly value?: undefined; readonly problem: string};

/** Whether the terminal marks what is pasted; `undefined` where it does not tell. */
export type PasteMarks = boolean | undefined;

/** What the checks ask the machine. */
export type Probes = {
	readonly folder: (path: string) => Promise<FolderFacts>;
	/** What other users may do with a file; nothing where there is none. */
	readonly othersRight: (path: string) => Promise<OthersRight>;
	readonly leftOvers: (folder: string) => Promise<readonly LeftOver[]>;
	/** Where downloads of the list in a folder may have left something. */
	readonly partFolders: (stateFolder: string) => readonly string[];
	/** @returns `undefined` where there is no list yet. */
	readonly list: (folder: string) => ListFacts | undefined;
	readonly api: (account: Account, key: string | undefined) => Promise<ApiProbe>;
	readonly certificateProblem: (file: string) => string | undefined;
	readonly pasteMarks: () => Promise<PasteMarks>;
	/** @returns Milliseconds since the Unix epoch. */
	readonly now: () => number;
};

/**
What is known before the first check.
*/
export type Patient = {
	readonly version: string;
	readonly nodeVersion: string;
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly home: string;
	readonly warnings: readonly string[];
	readonly settings: Settings;
	readonly config: Attempt<{readonly config: Config; readonly isThere: boolean}>;
	/** Where the configuration is missing or broken, those of options and environment. */
	readonly accounts: Attempt<Accounts>;
	/** Of the selected account. */
	readonly key: Attempt<string>;
	readonly connections: Attempt<Connections>;
	readonly terminal: {
		readonly isScreen: boolean;
		readonly isTerminal: boolean;
		readonly columns: number;
		readonly rows: number;
	};
};

/**
One check. It asks nothing but the probes, and never throws for what it finds.
*/
export type Check = (patient: Patient, probes: Probes) => Promise<readonly Finding[]> | readonly Finding[];
