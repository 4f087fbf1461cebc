import {render} from 'ink';
import type {DashboardOptions} from './dashboard.js';
import {createPasteSwitch} from './platform/paste-switch.js';
import {Keyboard} from './screen/keyboard.js';
import {createSpeech, spokenCounts, spokenCursor, spokenList} from './screen/speech.js';
import {spokenHints} from './screen/spoken-keys.js';
import type {AppState} from './store/app-store.js';

/** How far page up and page down go. */
const pageRowCount = 10;

/**
How the tasks stand, one in a line.
*/
export const spokenSummary = (state: AppState): readonly string[] => [spokenCounts(state), ...spokenList(state)];

/**
The watch list in lines of words on the normal screen, until the user leaves. Nothing that was written changes any more.

@throws what went wrong; the terminal is restored by then.
*/
export const runSpokenDashboard = async ({
	session,
	surroundings,
	paint,
	stdin,
	stdout,
	onReady,
	...props
}: Omit<DashboardOptions, 'hasAltScreen'>): Promise<void> => {
	const {store} = session;
	const say = (lines: readonly string[]): void => {
		stdout.write(lines.map(text => `${paint([{text}])}\n`).join(''));
	};

	const sayStanding = (): void => {
		const state = store.getState();
		say([spokenCounts(state), spokenHints(state, surroundings), ...spokenCursor(state)]);
	};

	const speech = createSpeech({...store.getState(), notice: undefined});
	const speak = (): void => {
		say(speech(store.getState()));
		const {panel, showPanel} = store.getState();
		// What has been said stands nowhere that it would have to be left.
		if (panel !== 'table') {
			showPanel('table');
		}
	};

	say([`taskwatch, the service that is asked is ${surroundings.host}.`]);
	sayStanding();
	speak();
	const unsubscribe = store.subscribe(speak);
	try {
		const {waitUntilExit} = render(
			<Keyboard
				{...props}
				store={store}
				pollNow={session.pollNow}
				cancel={session.cancel}
				canCancel={surroundings.canCancel}
				redraw={sayStanding}
				extent={() => ({rowCount: pageRowCount, maxHelpTop: 0})}
				onReady={({exit, suspend}) =>
					onReady({
						exit,
						async suspend(pause) {
							await suspend(pause);
							sayStanding();
						},
					})
				}
			/>,
			{stdin, stdout: createPasteSwitch(stdout), exitOnCtrlC: false, interactive: true, isScreenReaderEnabled: true},
		);
		const left = waitUntilExit();
		session.start();
		await left;
	} finally {
		unsubscribe();
		await session.stop();
	}
};
