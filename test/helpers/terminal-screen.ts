import xterm from '@xterm/headless';

export type TerminalSize = {readonly columns: number; readonly rows: number};

/**
What a person would see of what a program writes.
*/
export type TerminalScreen = {
	readonly write: (data: string) => void;
	readonly resize: (size: TerminalSize) => void;
	/** Each line without the space at its end. */
	readonly lines: () => readonly string[];
	/** Each line as its cells, one per column; a wide character is followed by an empty one. */
	readonly cells: () => readonly (readonly string[])[];
	/** Whether the cursor's way down has moved lines off the top, or a text ran over the right edge into the next line. */
	readonly hasOverflowed: () => boolean;
	readonly bufferType: () => 'normal' | 'alternate';
	readonly isPasteBracketed: () => boolean;
	/** Call back after each change, until the returned function is called. */
	readonly onChange: (listener: () => void) => () => void;
	/** Settles when all that was written is on the screen. */
	readonly flushed: () => Promise<void>;
	readonly close: () => void;
};

/**
@param onReply - Told of what a terminal answers to what a program asks it, such as its kind.
*/
export const createTerminalScreen = (
	{columns, rows}: TerminalSize,
	onReply: (data: string) => void,
): TerminalScreen => {
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	const listeners = new Set<() => void>();
	terminal.onData(onReply);

	const bufferLines = () => {
		const {active} = terminal.buffer;
		return Array.from({length: terminal.rows}, (_, y) => active.getLine(active.baseY + y));
	};

	return {
		write: data =>
			terminal.write(data, () => {
				for (const listener of listeners) {
					listener();
				}
			}),

		resize: size => terminal.resize(size.columns, size.rows),

		// Beyond the right edge the model may keep what was there before the terminal became narrower.
		lines: () => bufferLines().map(line => line?.translateToString(true, 0, terminal.cols).trimEnd() ?? ''),

		cells: () =>
			bufferLines().map(line =>
				Array.from({length: terminal.cols}, (_, x) => {
					const cell = line?.getCell(x);
					return cell?.getWidth() === 0 ? '' : cell?.getChars() || ' ';
				}),
			),

		hasOverflowed: () => terminal.buffer.active.baseY > 0 || bufferLines().some(line => line?.isWrapped),

		bufferType: () => terminal.buffer.active.type,

		isPasteBracketed: () => terminal.modes.bracketedPasteMode,

		onChange(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},

		flushed: async () => new Promise(resolve => terminal.write('', resolve)),

		close: () => terminal.dispose(),
	};
};
