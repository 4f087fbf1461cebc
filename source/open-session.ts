import {makeTemporaryFolder, removeIfEmpty} from './platform/folders.js';
import {createLazyNetwork} from './platform/lazy-network.js';
import {createPartFile} from './platform/part-file.js';
import {createSystemClock} from './platform/system-clock.js';
import {openWatchDatabase} from './platform/watch-database.js';
import {createSession, type Session, type SessionOptions} from './session.js';
import type {Settings} from './settings.js';
import type {ListFile} from './store/list-file.js';
import {UsageError} from './task/errors.js';
import type {TaskId} from './task/task.js';

/** What the program works with: the real account, or the embedded API. */
export type Opened = {
	readonly session: Session;
	readonly host: string;
	readonly outputFolder: string;
	/** Close all that is open besides the session. */
	readonly close: () => Promise<void>;
};

export type OpenOptions = {
	readonly settings: Settings;
	readonly version: string;
	readonly onEvents: SessionOptions['onEvents'];
	readonly isAutoDownload: boolean;
};

/** How often the demonstration is asked: it is on this machine and never minds. */
const demoIntervalMs = 500;

/**
Watch the tasks of an account, with the list that is kept in the state folder.

@throws {UsageError} when the list cannot be opened.
*/
export const openAccount = ({settings, version, ...options}: OpenOptions, token: string): Opened => {
	const network = createLazyNetwork({...settings, token, version});
	return {
		session: withList(settings.stateFolder, listFile =>
			createSession({
				...settings,
				...network,
				clock: createSystemClock(),
				random: Math.random,
				createPartFile: createPartFile(settings.outputFolder),
				listFile,
				...options,
			}),
		),
		host: settings.baseUrl.host,
		outputFolder: settings.outputFolder,
		close: network.close,
	};
};

const withList = (folder: string, create: (listFile: ListFile) => Session): Session => {
	try {
		return create(openWatchDatabase(folder));
	} catch (error) {
		throw new UsageError(
			`The watch list in ${folder} cannot be opened: ${(error as Error).message}. Choose another folder with --state-dir.`,
			{cause: error},
		);
	}
};

/**
Watch the tasks of the embedded API. Nothing of it is kept but the results, in a folder of their own.
*/
export const openDemo = async ({settings, version, ...options}: OpenOptions): Promise<Opened> => {
	const {startDemoService} = await import('./platform/demo/demo-service.js');
	const clock = createSystemClock();
	const service = await startDemoService({now: clock.now});
	const baseUrl = new URL(service.apiUrl);
	const network = createLazyNetwork({...settings, baseUrl, token: service.token, version});
	const temporaryFolder = settings.outputFolder === '.' ? makeTemporaryFolder() : undefined;
	const outputFolder = temporaryFolder ?? settings.outputFolder;
	const session = createSession({
		...settings,
		intervalMs: settings.intervalMs ?? demoIntervalMs,
		...network,
		clock,
		random: Math.random,
		createPartFile: createPartFile(outputFolder),
		...options,
	});

	session.store.getState().watch(
		service.tasks.map(({id}) => id as TaskId),
		clock.now(),
	);
	for (const {id, label} of service.tasks) {
		session.store.getState().label(id as TaskId, label ?? '');
	}

	return {
		session,
		host: 'demo API',
		outputFolder,

		async close() {
			await network.close();
			await service.close();
			if (temporaryFolder !== undefined) {
				removeIfEmpty(temporaryFolder);
			}
		},
	};
};
