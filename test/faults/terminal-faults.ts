import {openChaosDashboard} from './chaos-dashboard.js';
import type {Fault} from './fault.js';

export const terminalFaults: readonly Fault[] = [
	{
		id: 'F4',
		fault: 'The window changes its size again and again, from 1x1 to 500x200.',
		expected: 'It goes on, with a whole frame at the end and no line left of those before.',
		async provoke(context) {
			const {terminal, quit} = await openChaosDashboard(context);

			for (let count = 0; count < 30; count++) {
				await terminal.resize(context.integer(1, 500), context.integer(1, 200));
			}

			await terminal.resize(100, 12);
			await terminal.shows(
				lines =>
					/^taskwatch.*2 running/.test(lines[0] ?? '') && /q quit/.test(lines.at(-1) ?? '') && lines.length === 12,
			);
			await quit();
			return 'after 31 sizes the frame fills the window, and q leaves';
		},
	},
];
