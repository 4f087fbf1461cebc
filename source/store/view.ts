import type {StateCreator} from 'zustand/vanilla';
import type {TaskId} from '../task/task.js';
import type {AppState} from './app-store.js';

/** What fills the screen, or lies over its foot. */
export type Panel = 'table' | 'details' | 'help' | 'add' | 'label';

export type NoticeTone = 'good' | 'bad' | 'plain';

/**
One line for the user that goes by itself.
*/
export type Notice = {
	readonly text: string;
	readonly tone: NoticeTone;
	/** Milliseconds since the Unix epoch. */
	readonly until: number;
};

export type ViewSlice = {
	readonly panel: Panel;
	/** The task under the cursor: a task, not a row, so that it stays when rows come and go. */
	readonly cursorId: TaskId | undefined;
	/** The list index of the first row shown, as of the last key. */
	readonly topIndex: number;
	readonly marks: ReadonlySet<TaskId>;
	/** The first line of the help that is shown. */
	readonly helpTop: number;
	/** What is typed in the open text box. */
	readonly boxText: string;
	readonly notice: Notice | undefined;
	/** The time that the screen shows, in milliseconds since the Unix epoch. */
	readonly now: number;

	readonly showPanel: (panel: Panel) => void;
	readonly scrollHelp: (lineCount: number) => void;
	readonly openBox: (panel: 'add' | 'label', text: string) => void;
	readonly typeInBox: (text: string) => void;
	readonly moveTo: (id: TaskId, topIndex: number) => void;
	readonly toggleMarks: (ids: readonly TaskId[]) => void;
	readonly clearMarks: () => void;
	/** @param tone - A `bad` notice stays twice as long. */
	readonly notify: (text: string, tone?: NoticeTone) => void;
	readonly tick: (now: number) => void;
};

const noticeMs = 4000;

export const createViewSlice =
	(now: number): StateCreator<AppState, [], [], ViewSlice> =>
	(set, get) => ({
		panel: 'table',
		cursorId: undefined,
		topIndex: 0,
		marks: new Set(),
		helpTop: 0,
		boxText: '',
		notice: undefined,
		now,

		showPanel(panel) {
			set({panel, helpTop: 0});
		},

		scrollHelp(lineCount) {
			set({helpTop: Math.max(0, get().helpTop + lineCount)});
		},

		openBox(panel, boxText) {
			set({panel, boxText});
		},

		typeInBox(boxText) {
			set({boxText});
		},

		moveTo(cursorId, topIndex) {
			set({cursorId, topIndex});
		},

		toggleMarks(ids) {
			const marks = new Set(get().marks);
			const isEachMarked = ids.every(id => marks.has(id));
			for (const id of ids) {
				if (isEachMarked) {
					marks.delete(id);
				} else {
					marks.add(id);
				}
			}

			set({marks});
		},

		clearMarks() {
			set({marks: new Set()});
		},

		notify(text, tone = 'plain') {
			set({notice: {text, tone, until: get().now + (tone === 'bad' ? 2 : 1) * noticeMs}});
		},

		tick(time) {
			const {notice} = get();
			set({now: time, ...(notice && notice.until <= time && {notice: undefined})});
		},
	});
