import {stripVTControlCharacters} from 'node:util';
import {render} from 'ink-testing-library';
import {App} from '../../source/screen/app.js';
import {createPainter} from '../../source/screen/paint.js';
import type {AppStore} from '../../source/store/app-store.js';
import type {PlaceTask} from '../../source/task/task-links.js';
import {defaultProfile} from '../../source/task/watch.js';
import {surroundings} from './frames.js';

export type RenderedApp = {
	/** Sends keys to the terminal, each as a chunk of its own. */
	readonly press: (...chunks: readonly string[]) => Promise<void>;
	/** Sends a text as a terminal does that marks pastes. */
	readonly paste: (text: string) => Promise<void>;
	/** Settles when what has changed is drawn. */
	readonly settle: () => Promise<void>;
	/** The lines that are on the screen, without colours and links, and without the spaces behind them. */
	readonly lines: () => readonly string[];
	/** What was asked for beyond the store, in its order, such as `poll task-1`. */
	readonly done: readonly string[];
	readonly isUp: () => boolean;
	readonly resize: (columns: number, rows: number) => Promise<void>;
	readonly [Symbol.dispose]: () => void;
};

/**
Ink arms its keys after it has written the first frame, and React draws in turns of the event loop that follow a change.
*/
const settle = async (): Promise<void> => {
	for (let turn = 0; turn < 5; turn++) {
		await new Promise(resolve => setImmediate(resolve));
	}
};

const linesOf = (frame = ''): readonly string[] =>
	stripVTControlCharacters(frame)
		.split('\n')
		.map(line => line.trimEnd());

/**
The whole screen on a terminal of 80 columns and 24 rows.

@param now - Milliseconds since the Unix epoch.
*/
export const renderApp = async (
	store: AppStore,
	now = 0,
	placeTask: PlaceTask = id => ({id, profile: defaultProfile}),
): Promise<RenderedApp> => {
	const done: string[] = [];
	const {stdin, stdout, lastFrame, unmount} = render(
		<App
			store={store}
			surroundings={surroundings}
			paint={createPainter('none')}
			pollNow={ids => done.push(`poll ${ids.join(' ')}`)}
			cancel={id => done.push(`cancel ${id}`)}
			placeTask={placeTask}
			now={() => now}
			stopJob={() => done.push('stop')}
			onReady={() => done.push('ready')}
		/>,
	);

	const resize = async (columns: number, rows: number): Promise<void> => {
		Object.defineProperties(stdout, {
			columns: {value: columns, configurable: true},
			rows: {value: rows, configurable: true},
		});
		stdout.emit('resize');
		await settle();
	};
	await resize(80, 24);

	return {
		async press(...chunks) {
			for (const chunk of chunks) {
				stdin.write(chunk);
			}

			await settle();
		},
		async paste(text) {
			stdin.write(`\u001B[200~${text}\u001B[201~`);
			await settle();
		},
		settle,
		lines: () => linesOf(lastFrame()),
		done,
		isUp: () => stdin.listenerCount('readable') > 0,
		resize,
		[Symbol.dispose]: unmount,
	};
};
