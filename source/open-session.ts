import type {Accounts} from './config/accounts.js';
import {createDescribeFile} from './describe-file.js';
import type {Pace} from './engine/ports.js';
import {createLoggedList, logEvents} from './logged-list.js';
import {accountsWithHiddenKeys, createLoggedNetwork} from './logged-network.js';
import {createKeptAnswerFolder, createPassingAnswerFolder} from './platform/answer-folder.js';
import type {Connections} from './platform/connections.js';
import {createLookAtDisk} from './platform/disk-space.js';
import {makeTemporaryFolder, removeIfEmpty} from './platform/folders.js';
import {createLazyNetwork} from './platform/lazy-network.js';
import {createPartFiles} from './platform/part-files.js';
import {createSystemClock} from './platform/system-clock.js';
import type {Account} from './providers/services/account.js';
import {aggregator} from './providers/services/aggregator.js';
import {createSession, type Session, type SessionOptions} from './session.js';
import type {ListFile} from './store/list-file.js';
import {keptFilesOf} from './task/kept-files.js';
import type {Log} from './task/log.js';
import type {TaskId} from './task/task.js';
import {defaultProfile} from './task/watch.js';

/** What the program works with: real accounts, or the embedded API. */
export type Opened = {
	readonly session: Session;
	readonly accounts: Accounts;
	/** Whom the user asks, for people. */
	readonly host: string;
	/** Close all that is open besides the session. */
	readonly close: () => Promise<void>;
};

export type OpenOptions = Pick<SessionOptions, 'onEvents' | 'isAutoDownload' | 'isPatient' | 'isAsking'> & {
	readonly version: string;
	/** How hosts are reached; directly by default. */
	readonly connections?: Connections | undefined;
	/** Where what happens is written down; nowhere by default. */
	readonly log?: Log | undefined;
};

/** What outlives the program: half loaded files, the files of answers, and where there is one the list. */
export type Kept = {
	readonly stateFolder: string;
	readonly listFile?: ListFile;
	/** Set where the list is that of another program: its tasks go on with what it keeps, and what others leave goes with them. */
	readonly isOnList?: ((id: TaskId) => boolean) | undefined;
};

/** Joins a session with the accounts that its tasks are asked with. */
const joinAccounts = (given: Accounts, {version, connections, log, onEvents, ...options}: OpenOptions, kept?: Kept) => {
	const clock = createSystemClock();
	const accounts = log ? accountsWithHiddenKeys(given, log) : given;
	const byProfile = new Map(accounts.map(account => [account.profile, account]));
	const [selected] = accounts;

	const profileOf = (id: TaskId): string => session.store.getState().watches.get(id)?.profile ?? selected.profile;

	const accountOf = (id: TaskId): Account => byProfile.get(profileOf(id)) ?? selected;

	const paceOf = (id: TaskId): Pace => {
		const {baseUrl, intervalMs, concurrency, service} = accountOf(id);
		return {host: baseUrl.host, intervalMs, concurrency, minIntervalMs: service.minIntervalMs};
	};

	const partFiles = createPartFiles({
		stateFolder: kept?.stateFolder,
		outputFolderOf: ({id}) => accountOf(id).outputFolder,
		now: clock.now,
	});

	const isKept = kept !== undefined && (kept.listFile !== undefined || kept.isOnList !== undefined);
	const answerFolder = isKept
		? createKeptAnswerFolder(kept.stateFolder, clock.now)
		: createPassingAnswerFolder(kept?.stateFolder, clock.now);
	const network = createLazyNetwork({accounts, profileOf, answerFolder, version, now: clock.now, ...connections});
	const session = createSession({
		...(log ? createLoggedNetwork(network, log, clock.now) : network),
		clock,
		random: Math.random,
		paceOf,
		openPartFile: partFiles.openPartFile,
		partFiles,
		answerFolder,
		lookAtDisk: async id => createLookAtDisk(accountOf(id).outputFolder)(),
		describeFile: createDescribeFile({
			watchOf: id => session.store.getState().watches.get(id),
			accountOf,
			now: clock.now,
		}),
		listFile: log && kept?.listFile ? createLoggedList(kept.listFile, log) : kept?.listFile,
		onEvents(events, state) {
			onEvents?.(events, state);
			if (log) {
				logEvents(events, log);
			}
		},
		...options,
	});

	const close = async (): Promise<void> => {
		await Promise.all([network.close(), partFiles.close()]);
		const {isOnList} = kept ?? {};
		if (isOnList) {
			const passing = [...session.store.getState().watches.values()].filter(({id}) => !isOnList(id));
			answerFolder.drop(passing.flatMap(keptFilesOf));
		}

		answerFolder.close();
	};

	return {session, network, close, clock};
};

/**
Ask about tasks with the user's accounts, without a list.

@param kept - Where it is noted which files are half loaded, so that the same command goes on with them.
*/
export const openWithoutList = (accounts: Accounts, kept: Omit<Kept, 'listFile'>, options: OpenOptions) => {
	const {session, network, clock, close} = joinAccounts(accounts, options, kept);
	return {session, clock, askTask: network.askTask, close};
};

/**
Watch tasks with the user's accounts.

@param kept - The list that they are on, and the folder where it is.
*/
export const openAccounts = (accounts: Accounts, kept: Kept, options: OpenOptions): Opened => {
	const [selected, ...others] = accounts;
	const {session, close} = joinAccounts(accounts, options, kept);
	const host = others.length === 0 ? selected.baseUrl.host : `${selected.baseUrl.host} and ${others.length} more`;
	return {session, accounts, host, close};
};

/** How often the demonstration is asked: it is on this machine and never minds. */
const demoIntervalMs = 500;

export type DemoOptions = OpenOptions & {
	/** Where results go; a new temporary folder where the user named none. */
	readonly outputFolder: string | undefined;
	readonly intervalMs: number | undefined;
	readonly hasSidecar: boolean;
};

/**
Watch the tasks of the embedded API. Nothing of it is kept but the results.
*/
export const openDemo = async ({
	outputFolder: named,
	intervalMs = demoIntervalMs,
	hasSidecar,
	...options
}: DemoOptions): Promise<Opened> => {
	const {startDemoService} = await import('./platform/demo/demo-service.js');
	const service = await startDemoService({now: createSystemClock().now});
	const outputFolder = named ?? makeTemporaryFolder();
	const accounts: Accounts = [
		{
			profile: defaultProfile,
			service: aggregator,
			baseUrl: new URL(service.apiUrl),
			outputFolder,
			intervalMs,
			hasSidecar,
			readKey: async () => service.token,
		},
	];
	const {session, close, clock} = joinAccounts(accounts, options);
	const {watch, label} = session.store.getState();
	watch(
		service.tasks.map(task => task.id as TaskId),
		clock.now(),
	);
	for (const task of service.tasks) {
		label(task.id as TaskId, task.label ?? '');
	}

	return {
		session,
		accounts,
		host: 'demo API',

		async close() {
			await close();
			await service.close();
			if (named === undefined) {
				removeIfEmpty(outputFolder);
			}
		},
	};
};
