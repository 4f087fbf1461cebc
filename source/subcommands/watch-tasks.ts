import {openAccounts} from '../open-session.js';
import {listTextAtEnd, listTextAtStart} from '../output/list-text.js';
import type {Program} from '../program.js';
import type {Settings} from '../settings.js';
import {accountsFor} from './accounts-for.js';
import {eventPrinterOf} from './event-printer.js';
import {readIds} from './read-ids.js';
import {watchOpened} from './watch-opened.js';

/** Watch the user's tasks, with the list that is kept. */
export const watchTasks = async (words: readonly string[], settings: Settings, program: Program): Promise<number> => {
	const {hasScreen, stderr, version} = program;
	const named = await readIds(words, settings, program);
	const {stateFolder, isAutoDownload} = settings;
	const opened = openAccounts(await accountsFor(settings, program), stateFolder, {
		version,
		onEvents: eventPrinterOf(program),
		isPatient: program.hasScreen,
		isAutoDownload,
	});
	stderr.write(hasScreen ? '' : listTextAtStart(opened.session.store.getState()));

	try {
		return await watchOpened(opened, named, settings, program);
	} finally {
		await opened.close();
		stderr.write(listTextAtEnd(opened.session.store.getState()));
	}
};
