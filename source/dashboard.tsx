import {render} from 'ink';
import {App} from './screen/app.js';
import type {Painter} from './screen/paint.js';
import type {KeyboardProps} from './screen/use-keyboard.js';
import type {Surroundings} from './screen/view-context.js';
import type {Session} from './session.js';

export type DashboardOptions = Required<Pick<KeyboardProps, 'now' | 'placeTask' | 'stopJob' | 'onReady'>> & {
	readonly session: Session;
	readonly surroundings: Surroundings;
	readonly paint: Painter;
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	readonly hasAltScreen: boolean;
};

/** Ink's own default holds a key back for up to two frames; what changes a lot is held back by the session. */
const maxFps = 120;

/**
The watch list on the screen, until the user leaves. Asking starts when the first frame is drawn, so that nothing holds it up.

@throws what went wrong while drawing; the terminal is restored by then.
*/
export const runDashboard = async ({
	session,
	stdin,
	stdout,
	hasAltScreen,
	...props
}: DashboardOptions): Promise<void> => {
	const {waitUntilRenderFlush, waitUntilExit} = render(
		<App store={session.store} pollNow={session.pollNow} cancel={session.cancel} {...props} />,
		{
			stdin,
			stdout,
			// Ctrl-C is a key like any other.
			exitOnCtrlC: false,
			alternateScreen: hasAltScreen,
			incrementalRendering: true,
			maxFps,
			// Where `CI` is set Ink would draw nothing, even in a terminal.
			interactive: true,
		},
	);

	const left = waitUntilExit();
	try {
		await Promise.race([waitUntilRenderFlush(), left]);
		session.start();
		await left;
	} finally {
		await session.stop();
	}
};
