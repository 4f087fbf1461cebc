import {placeTasks} from '../commands/place-tasks.js';
import {placeIn} from '../config/profile-for.js';
import type {Opened} from '../open-session.js';
import {runPlain} from '../plain.js';
import type {Program} from '../program.js';
import type {Settings} from '../settings.js';
import {UsageError} from '../task/errors.js';
import type {Named} from './read-ids.js';
import {showDashboard} from './show-dashboard.js';

/**
Watch until the user leaves, or, without a screen, until there is nothing more to wait for.

@returns The exit code.
@throws {UsageError} when there is nothing to watch.
*/
export const watchOpened = async (
	opened: Opened,
	{ids, text}: Named,
	settings: Settings,
	program: Program,
): Promise<number> => {
	const {store} = opened.session;
	const placed = placeTasks(ids, text, placeIn(opened.accounts));
	store.getState().addWatches(placed.ids, placed.profileOf);
	if (program.hasScreen) {
		return showDashboard(opened, settings, program);
	}

	if (store.getState().watches.size === 0) {
		throw new UsageError('There is nothing to watch. Name task IDs, or pipe a text with IDs in.');
	}

	const code = await runPlain(opened.session, program.leaving.signal);
	program.stderr.write(`Results are in ${opened.accounts[0].outputFolder}\n`);
	return code;
};
