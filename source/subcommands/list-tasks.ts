import {serviceIn} from '../config/profile-for.js';
import {withGuestList} from '../open-list.js';
import {summaryLines} from '../output/summary.js';
import {taskEventLine, tasksDocument} from '../output/task-json.js';
import type {Program} from '../program.js';
import type {Settings} from '../settings.js';
import {createAppStore} from '../store/app-store.js';
import {damageText} from '../store/damage-text.js';
import {asciiGlyphs, unicodeGlyphs} from '../table/glyphs.js';
import {accountsWithoutKey} from './accounts-for.js';
import {printLines} from './print-lines.js';

/** Where there is no terminal there is room for all columns, and nothing is cut. */
const unboundWidth = 240;

/** Print the watch list as it was last known. */
export const list = async (_words: readonly string[], settings: Settings, program: Program): Promise<number> => {
	const {stdout, stderr} = program;
	const now = Date.now();
	const loaded = withGuestList(settings.stateFolder, now, guest => guest.load());
	const damage = damageText(loaded);
	stderr.write(damage === undefined ? '' : `${damage}\n`);

	const store = createAppStore(now);
	store.getState().restore(loaded.watches);
	store.getState().restoreDownloads(loaded.downloads);
	const {downloads} = store.getState();

	if (settings.format !== 'text') {
		const context = {downloads, now, serviceOf: serviceIn(await accountsWithoutKey(settings, program))};
		stdout.write(
			settings.format === 'json'
				? `${tasksDocument(loaded.watches, context)}\n`
				: loaded.watches.map(watch => `${taskEventLine('added', watch.addedAt, watch, context)}\n`).join(''),
		);
		return 0;
	}

	if (loaded.watches.length === 0) {
		stderr.write('There is no task on the watch list.\n');
	}

	const glyphs = settings.isAscii ? asciiGlyphs : unicodeGlyphs;
	const width = stdout.isTTY ? stdout.columns : unboundWidth;
	printLines(summaryLines(store.getState(), width, glyphs), settings, program);
	return 0;
};
