import {placeIn} from '../config/profile-for.js';
import {withGuestList} from '../open-list.js';
import type {Program} from '../program.js';
import type {Settings} from '../settings.js';
import {counted} from '../task/counted.js';
import {accountsWithoutKey} from './accounts-for.js';
import {addTasks} from './add-tasks.js';
import type {Named} from './read-ids.js';

/** `EX_TEMPFAIL` of sysexits: try again later. */
const busyExitCode = 75;

/**
Say that the dashboard is open already, and where. Tasks that were named are on its list by then.

@param where - Of the other program, such as `in pts/3 since 10:12 (process 4242)`.
@returns The exit code.
*/
export const handOver = async (named: Named, where: string, settings: Settings, program: Program): Promise<number> => {
	const open = `taskwatch is open already, ${where}`;
	if (named.ids.length === 0) {
		program.stderr.write(`${open}. Go there, close it first, or choose another list with --state-dir.\n`);
		return busyExitCode;
	}

	const place = placeIn(await accountsWithoutKey(settings, program));
	const now = Date.now();
	const tasks = withGuestList(settings.stateFolder, now, list => addTasks(list, named, place, now));
	const newCount = tasks.filter(({isNew}) => isNew).length;
	const told = newCount === 0 ? 'Nothing new was named' : `${counted(newCount, 'task')} went onto its list`;
	program.stdout.write(`${open}. ${told}.\n`);
	return 0;
};
