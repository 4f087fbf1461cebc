import {claimList, openList} from '../open-list.js';
import {openAccounts} from '../open-session.js';
import {holderText} from '../output/holder-text.js';
import {listTextAtEnd, listTextAtStart} from '../output/list-text.js';
import {readConnections} from '../platform/connections.js';
import {listHolder, terminalName} from '../platform/list-lock.js';
import type {Program} from '../program.js';
import type {Settings} from '../settings.js';
import {accountsFor} from './accounts-for.js';
import {eventPrinterOf} from './event-printer.js';
import {handOver} from './hand-over.js';
import {hooksFor} from './hooks-for.js';
import {type Named, readIds} from './read-ids.js';
import {watchOpened} from './watch-opened.js';

const watchAs = async (
	role: 'owner' | 'guest',
	named: Named,
	settings: Settings,
	program: Program,
): Promise<number> => {
	const {hasScreen, stderr, version, environment, log} = program;
	const {stateFolder, isAutoDownload} = settings;
	const accounts = await accountsFor(settings, program);
	const listFile = openList(stateFolder, role, Date.now());
	const print = eventPrinterOf(program);
	// What a guest sees happen is told to the owner, whose hooks it is for.
	const hooks = role === 'owner' ? hooksFor(accounts, program) : undefined;
	const opened = openAccounts(
		accounts,
		{listFile, stateFolder},
		{
			version,
			connections: readConnections(environment),
			log,
			onEvents(events, state) {
				print?.(events);
				hooks?.onEvents(events, state);
			},
			isPatient: program.hasScreen,
			isAutoDownload,
		},
	);
	stderr.write(hasScreen ? '' : listTextAtStart(opened.session.store.getState()));

	try {
		return await watchOpened(opened, named, settings, program);
	} finally {
		await opened.close();
		await hooks?.finish();
		stderr.write(listTextAtEnd(opened.session.store.getState()));
	}
};

/**
Watch the user's tasks, with the list that is kept. It belongs to one program at a time: a second dashboard hands its tasks over, and what has no screen goes on beside the first.
*/
export const watchTasks = async (words: readonly string[], settings: Settings, program: Program): Promise<number> => {
	const {hasScreen, processId, stderr} = program;
	const named = await readIds(words, settings, program);
	const terminal = hasScreen ? terminalName() : undefined;
	const lock = claimList(settings.stateFolder, {processId, since: Date.now(), terminal});
	try {
		if (lock) {
			return await watchAs('owner', named, settings, program);
		}

		const holder = listHolder(settings.stateFolder);
		const where = holder ? holderText(holder, Date.now()) : 'in another program';
		if (hasScreen) {
			return await handOver(named, where, settings, program);
		}

		stderr.write(`taskwatch is open already, ${where}: what comes of this run goes onto its list too.\n`);
		return await watchAs('guest', named, settings, program);
	} finally {
		lock?.release();
	}
};
