import {Box, Text, useApp, useWindowSize} from 'ink';
import {useStore} from 'zustand';
import {frameOf, maxHelpTop, tableRowCount} from './frame.js';
import type {Painter} from './paint.js';
import {type KeyboardProps, useKeyboard} from './use-keyboard.js';
import type {Surroundings} from './view-context.js';

export type AppProps = KeyboardProps & {
	readonly surroundings: Surroundings;
	readonly paint: Painter;
};

export function App({surroundings, paint, ...props}: AppProps) {
	const state = useStore(props.store);
	const {columns, rows} = useWindowSize();
	const {suspendTerminal} = useApp();

	useKeyboard({
		...props,
		canCancel: surroundings.canCancel,
		redraw: () => void suspendTerminal(() => undefined),
		extent: () => ({rowCount: tableRowCount(rows, columns), maxHelpTop: maxHelpTop(rows, columns)}),
	});

	return (
		<Box flexDirection='column' width={columns} height={rows}>
			{frameOf({...surroundings, state, columns}, rows).map(({line, isSelected}, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a line is its place on the screen
				<Text key={index} wrap='truncate-end'>
					{paint(line, {isSelected: isSelected ?? false})}
				</Text>
			))}
		</Box>
	);
}
