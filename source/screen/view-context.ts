import type {Abilities} from '../commands/command.js';
import type {AppState} from '../store/app-store.js';
import type {Glyphs} from '../table/glyphs.js';

/**
What never changes while the screen is up, and is shown on it.
*/
export type Surroundings = Abilities & {
	readonly glyphs: Glyphs;
	/** Whom we ask, such as `api.gpt.ge`. */
	readonly host: string;
	/** Where results go, as the user would write it. */
	readonly outputFolder: string;
	/** How else tasks can be added, for the empty screen. */
	readonly examples: readonly {readonly command: string; readonly meaning: string}[];
};

/**
All that a part of the screen is made of.
*/
export type ViewContext = Surroundings & {
	readonly state: AppState;
	readonly columns: number;
};
