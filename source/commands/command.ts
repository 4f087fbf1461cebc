import type {AppState, AppStore} from '../store/app-store.js';
import type {TaskId} from '../task/task.js';
import type {Watch} from '../task/watch.js';

/**
What commands can do beyond the store.
*/
export type Actions = {
	/** Leave the program. */
	readonly exit: () => void;
	/** Hand the terminal back to the shell until the program is brought to the foreground. */
	readonly suspend: () => void;
	/** Draw the whole screen anew. */
	readonly redraw: () => void;
	readonly pollNow: (ids: readonly TaskId[]) => void;
	readonly cancel: (id: TaskId) => void;
};

/**
What is possible with a task beyond what the store knows.
*/
export type Abilities = {
	/** Whether its service can cancel it without harm to a result. */
	readonly canCancel: (watch: Watch) => boolean;
};

export type CommandContext = Abilities & {
	readonly store: AppStore;
	readonly actions: Actions;
	/** How many rows of the table are shown. */
	readonly rowCount: number;
	/** The first line of the help that is shown when its end is. */
	readonly maxHelpTop: number;
};

/**
One thing that a key does. Keys, footer, help and README all follow from the list of these.
*/
export type Command = {
	/** As `keyName` gives them. The first is the one that is told to people. */
	readonly keys: readonly string[];
	/** What it does, as a sentence for the help. */
	readonly title: string;
	/** The heading that it stands under in the help. */
	readonly group: 'Tasks' | 'Results' | 'Moving' | 'Program';
	/** A word for the footer; without it the command is not shown there. */
	readonly hint?: string;
	/** Why it can do nothing now, as a sentence for the user. */
	readonly disabledReason?: (state: AppState, abilities: Abilities) => string | undefined;
	readonly run: (context: CommandContext) => void;
};
