import type {Line} from '../table/cell.js';
import {padText} from '../table/fit-text.js';
import {wrapText} from '../table/wrap-text.js';
import type {ViewContext} from './view-context.js';

/** Below this many rows only the one thing to do is said. */
const smallRowCount = 8;

/**
What stands in place of the table while nothing is watched: what to do.
*/
export const emptyLines = ({columns, host, examples}: ViewContext, rowCount: number): readonly Line[] => {
	if (rowCount < smallRowCount) {
		return wrapText('Nothing is watched. Paste task IDs, or press a.', columns).map(text => [{text}]);
	}

	const width = Math.min(columns - 2, 76);
	const plain = (text: string): readonly Line[] => wrapText(text, width).map(line => [{text: ` ${line}`}]);
	const faint = (text: string): readonly Line[] =>
		wrapText(text, width).map(line => [{text: ` ${line}`, tone: 'faint'}]);
	const key = (name: string, text: string): Line => [{text: `   ${padText(name, 4)}`, tone: 'strong'}, {text}];

	return [
		[],
		[{text: ' Nothing is watched yet.', tone: 'strong'}],
		[],
		...plain('Paste task IDs here. Lists, links, JSON, CSV, logs and curl lines are fine: the IDs are picked out.'),
		[],
		key('a', 'type or paste IDs into a box'),
		key('?', 'all keys'),
		key('q', 'quit'),
		[],
		...examples.flatMap(({command, meaning}) => [
			[
				{text: ` ${padText(command, 30)}`, tone: 'busy'},
				{text: ` ${meaning}`, tone: 'faint'},
			] satisfies Line,
		]),
		[],
		...faint(`The service that is asked is ${host}.`),
	];
};
