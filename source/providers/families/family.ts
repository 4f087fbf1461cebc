import type {Reading} from '../../task/reading.js';

export type JsonObject = {readonly [key: string]: unknown};

/**
One documented answer shape: how it is recognised, and how it is read. Pure, and total: whatever the body holds, `read` returns a reading.
*/
export type Family = {
	/** Its name in `--json` and in the detail view. */
	readonly name: string;
	/** The HTTP statuses with which a body may be of this shape, where the body alone does not tell whether all is well. */
	readonly onlyWith?: readonly number[];
	/** Whether a body is of this shape. The first family of the list that says yes reads it. */
	readonly recognises: (body: JsonObject) => boolean;
	readonly read: (body: JsonObject) => Reading;
};
