import {selectCursor, selectTargets} from '../store/selectors.js';
import {counted} from '../task/counted.js';
import type {Phase} from '../task/task.js';
import {phaseOf} from '../task/watch.js';
import type {Command} from './command.js';
import {moveDown} from './moving.js';

const needsTask: Command['disabledReason'] = ({watches}) =>
	watches.size === 0 ? 'There is no task yet: paste task IDs, or press a.' : undefined;

const livePhases: ReadonlySet<Phase> = new Set(['queued', 'running']);

/** An answer that is older than this says nothing of how the task is now. */
const momentMs = 60_000;

export const tasks: readonly Command[] = [
	{
		keys: ['a'],
		title: 'Add tasks: type or paste IDs into a box',
		group: 'Tasks',
		hint: 'add',
		run: ({store}) => store.getState().openBox('add', ''),
	},
	{
		keys: ['space'],
		title: 'Mark the task for what the next key does, or unmark it',
		group: 'Tasks',
		hint: 'mark',
		disabledReason: needsTask,
		run(context) {
			const state = context.store.getState();
			state.toggleMarks([selectCursor(state)?.id ?? []].flat());
			moveDown(context);
		},
	},
	{
		keys: ['enter'],
		title: 'Show all there is to know of the task, or the table again',
		group: 'Tasks',
		hint: 'details',
		disabledReason: needsTask,
		run({store}) {
			const {panel, showPanel} = store.getState();
			showPanel(panel === 'details' ? 'table' : 'details');
		},
	},
	{
		keys: ['A'],
		title: 'Mark all tasks, or none if all are marked',
		group: 'Tasks',
		disabledReason: needsTask,
		run: ({store}) => store.getState().toggleMarks([...store.getState().watches.keys()]),
	},
	{
		keys: ['x'],
		title: 'Take the marked tasks, or this one, off the list',
		group: 'Tasks',
		hint: 'remove',
		disabledReason: needsTask,
		run({store}) {
			const state = store.getState();
			const ids = selectTargets(state).map(({id}) => id);
			state.removeWatches(ids);
			state.notify(`Took ${counted(ids.length, 'task')} off the list. Press u to undo.`);
		},
	},
	{
		keys: ['u'],
		title: 'Undo the last adding or removing',
		group: 'Tasks',
		hint: 'undo',
		disabledReason: ({changes}) => (changes.length === 0 ? 'There is nothing to undo.' : undefined),
		run({store}) {
			const change = store.getState().undo();
			if (change) {
				const text =
					change.type === 'added'
						? `Took ${counted(change.ids.length, 'added task')} off the list again.`
						: `Put ${counted(change.watches.length, 'task')} back on the list.`;
				store.getState().notify(text, 'good');
			}
		},
	},
	{
		keys: ['e'],
		title: 'Give the task a label of your own',
		group: 'Tasks',
		disabledReason: needsTask,
		run: ({store}) => store.getState().openBox('label', selectCursor(store.getState())?.label ?? ''),
	},
	{
		keys: ['c'],
		title: 'Cancel the task, where its service can do that without harm',
		group: 'Tasks',
		hint: 'cancel',
		disabledReason(state, {canCancel}) {
			const watch = selectCursor(state);
			const {lastAnswerAt = 0} = watch?.health ?? {};
			if (!watch || !livePhases.has(phaseOf(watch)) || state.now - lastAnswerAt > momentMs) {
				return 'Only a task that was running a moment ago can be cancelled.';
			}

			return canCancel(watch) ? undefined : 'Its service has no cancelling that is safe for a result.';
		},
		run: ({store}) => store.getState().askToCancel(selectCursor(store.getState())?.id),
	},
	{
		keys: ['r'],
		title: 'Ask now about the marked tasks, or this one; renews links',
		group: 'Tasks',
		hint: 'ask now',
		disabledReason: needsTask,
		run({store, actions}) {
			const ids = selectTargets(store.getState()).map(({id}) => id);
			store.getState().askAgain(ids);
			actions.pollNow(ids);
			store.getState().notify(`Asking about ${counted(ids.length, 'task')} now.`);
		},
	},
];
