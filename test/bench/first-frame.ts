import xterm from '@xterm/headless';
import {type Chunk, columns, rows} from './recording.js';

type Screen = {
	readonly rowCount: number;
	readonly hasFooter: boolean;
};

const readScreen = ({buffer: {active}}: xterm.Terminal, pattern: RegExp): Screen => {
	const lines = Array.from(
		{length: rows},
		(_, y) => active.getLine(active.viewportY + y)?.translateToString(true) ?? '',
	);
	return {
		rowCount: lines.filter(line => pattern.test(line)).length,
		hasFooter: (lines.at(-1) ?? '') !== '' || (lines.at(-2) ?? '') !== '',
	};
};

/**
When the screen first showed a footer and as many rows of the list as it did in the end.

@returns Milliseconds since the start of the process.
@throws {Error} When the list never filled at least half of the screen.
*/
export const firstFrameMs = async (chunks: readonly Chunk[], pattern: RegExp): Promise<number> => {
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	const screens: {readonly atMs: number; readonly screen: Screen}[] = [];

	for (const {atMs, data} of chunks) {
		await new Promise<void>(resolve => {
			terminal.write(data, resolve);
		});
		screens.push({atMs, screen: readScreen(terminal, pattern)});
	}

	terminal.dispose();
	const finalCount = Math.max(0, ...screens.map(({screen}) => screen.rowCount));
	const first = screens.find(({screen}) => screen.hasFooter && screen.rowCount === finalCount);
	if (!first || finalCount < rows / 2) {
		const output = chunks.map(({data}) => data).join('');
		throw new Error(`Expected at least ${rows / 2} rows of the list, got ${finalCount}:\n${output}`);
	}

	return first.atMs;
};
