/**
The program that owns a watch list.
*/
export type ListHolder = {
	readonly processId: number;
	/** Milliseconds since the Unix epoch. */
	readonly since: number;
	/** The terminal that it draws on, such as `pts/3`. */
	readonly terminal?: string | undefined;
};
