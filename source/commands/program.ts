import type {Command} from './command.js';

export const program: readonly Command[] = [
	{
		keys: ['?'],
		title: 'Show or leave this help',
		group: 'Program',
		hint: 'help',
		run({store}) {
			const {panel, panelUnderHelp, showPanel} = store.getState();
			showPanel(panel === 'help' ? panelUnderHelp : 'help');
		},
	},
	{
		keys: ['esc'],
		title: 'Go back: leave what is open, else take all marks off',
		group: 'Program',
		run({store}) {
			const {panel, panelUnderHelp, showPanel, clearMarks} = store.getState();
			if (panel === 'table') {
				clearMarks();
			} else {
				showPanel(panel === 'help' ? panelUnderHelp : 'table');
			}
		},
	},
	{keys: ['ctrl+l'], title: 'Draw the screen anew', group: 'Program', run: ({actions}) => actions.redraw()},
	{
		keys: ['ctrl+z'],
		title: 'Go back to the shell; fg brings the program to the front again',
		group: 'Program',
		run: ({actions}) => actions.suspend(),
	},
	{
		keys: ['q', 'ctrl+c'],
		title: 'Quit; the watch list is kept',
		group: 'Program',
		hint: 'quit',
		run: ({actions}) => actions.exit(),
	},
];
