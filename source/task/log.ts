export type LogLevel = 'info' | 'warning' | 'error';

/**
What a log tells of an event besides its name. Times are milliseconds.
*/
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/**
Where it is written down what the program does, for whoever looks for a fault. It never fails and never holds anything up.
*/
export type Log = {
	/** @param event - In snake case. */
	readonly write: (level: LogLevel, event: string, fields?: LogFields) => void;
	/** A text that must never be written, such as a key. */
	readonly hide: (secret: string) => void;
};
