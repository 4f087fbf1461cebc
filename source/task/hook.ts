/**
What the user can have a program run for.

- `settled`: a task ended, in whatever way, that was not over when it was first seen.
- `saved`: a file is saved.
- `done`: nothing is left to wait for.
*/
export type HookName = 'settled' | 'saved' | 'done';

/** A program and its arguments. */
export type CommandWords = readonly [string, ...string[]];

export type Hooks = {readonly [Name in HookName]?: CommandWords | undefined};

/**
One run of a hook.
*/
export type HookCall = {
	readonly name: HookName;
	readonly command: CommandWords;
	/** For its environment. */
	readonly variables: Readonly<Record<string, string>>;
	/** For its standard input. */
	readonly input: string;
};

export type HookEnd = {
	/** Why it failed, such as `exit code 1`; `undefined` where it did not. */
	readonly reason?: string | undefined;
	/** The beginning of what it printed, made inert. */
	readonly output: string;
};

/**
Runs a hook to its end, or until the signal is aborted.
*/
export type RunHook = (call: HookCall, signal: AbortSignal) => Promise<HookEnd>;
