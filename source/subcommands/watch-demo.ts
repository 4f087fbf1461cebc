import {openDemo} from '../open-session.js';
import type {Program} from '../program.js';
import type {Settings} from '../settings.js';
import {eventPrinterOf} from './event-printer.js';
import {namedBy} from './read-ids.js';
import {watchOpened} from './watch-opened.js';

/** Watch the tasks of the embedded API. */
export const watchDemo = async (words: readonly string[], settings: Settings, program: Program): Promise<number> => {
	const named = namedBy(words);
	const opened = await openDemo({
		...settings.account,
		version: program.version,
		log: program.log,
		onEvents: eventPrinterOf(program),
		isPatient: program.hasScreen,
		isAutoDownload: settings.isAutoDownload || !program.hasScreen,
	});
	try {
		const code = await watchOpened(opened, named, settings, program);
		// Two of its tasks fail, as they are meant to.
		return code === 3 ? 0 : code;
	} finally {
		await opened.close();
	}
};
