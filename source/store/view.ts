import type {StateCreator} from 'zustand/vanilla';
import type {TaskId} from '../task/task.js';
import type {AppState} from './app-store.js';

/** What fills the screen. */
export type Panel = 'table' | 'details' | 'help';

/** A line to type into, at the foot of the screen. */
export type TextBox = {readonly purpose: 'add' | 'label'; readonly text: string};

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
	/** What the help lies over. */
	readonly panelUnderHelp: Panel;
	/** The task under the cursor: a task, not a row, so that it stays when rows come and go. */
	readonly cursorId: TaskId | undefined;
	/** The list index of the first row shown, as of the last key. */
	readonly topIndex: number;
	readonly marks: ReadonlySet<TaskId>;
	/** The first line of the help that is shown. */
	readonly helpTop: number;
	/** The open text box. */
	readonly box: TextBox | undefined;
	/** The task that is to be cancelled, while the user is asked whether it is. */
	readonly questionId: TaskId | undefined;
	readonly notice: Notice | undefined;
	/** Why the last changes are not on the disk. */
	readonly saveProblem: string | undefined;
	/** The time that the screen shows, in milliseconds since the Unix epoch. */
	readonly now: number;

	readonly showPanel: (panel: Panel) => void;
	/** @param maxTop - The first line shown when the end of the help is. */
	readonly scrollHelp: (lineCount: number, maxTop: number) => void;
	readonly openBox: (purpose: TextBox['purpose'], text: string) => void;
	readonly typeInBox: (text: string) => void;
	readonly closeBox: () => void;
	readonly moveTo: (id: TaskId, topIndex: number) => void;
	readonly toggleMarks: (ids: readonly TaskId[]) => void;
	readonly clearMarks: () => void;
	/** Ask whether a task is to be cancelled; `undefined` ends the asking. */
	readonly askToCancel: (id: TaskId | undefined) => void;
	/** @param tone - A `bad` notice stays twice as long. */
	readonly notify: (text: string, tone?: NoticeTone) => void;
	readonly savingWent: (saveProblem: string | undefined) => void;
	readonly tick: (now: number) => void;
};

const noticeMs = 4000;

export const createViewSlice =
	(now: number): StateCreator<AppState, [], [], ViewSlice> =>
	(set, get) => ({
		panel: 'table',
		panelUnderHelp: 'table',
		cursorId: undefined,
		topIndex: 0,
		marks: new Set(),
		helpTop: 0,
		box: undefined,
		questionId: undefined,
		notice: undefined,
		saveProblem: undefined,
		now,

		showPanel(panel) {
			const {panel: before} = get();
			set({panel, ...(panel === 'help' && before !== 'help' && {panelUnderHelp: before, helpTop: 0})});
		},

		scrollHelp(lineCount, maxTop) {
			set({helpTop: Math.max(0, Math.min(get().helpTop + lineCount, maxTop))});
		},

		openBox(purpose, text) {
			set({box: {purpose, text}});
		},

		typeInBox(text) {
			const {box} = get();
			set({box: box && {...box, text}});
		},

		closeBox() {
			set({box: undefined});
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

		askToCancel(questionId) {
			set({questionId});
		},

		clearMarks() {
			set({marks: new Set()});
		},

		notify(text, tone = 'plain') {
			set({notice: {text, tone, until: get().now + (tone === 'bad' ? 2 : 1) * noticeMs}});
		},

		savingWent(saveProblem) {
			if (get().saveProblem !== saveProblem) {
				set({saveProblem});
			}
		},

		tick(time) {
			const {notice} = get();
			set({now: time, ...(notice && notice.until <= time && {notice: undefined})});
		},
	});
