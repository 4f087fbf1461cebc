/**
How the asking about a task goes. It never says anything of the task itself.
*/
export type HealthState =
	| 'ok'
	| 'auth'
	| 'rate_limited'
	| 'not_found'
	| 'quota'
	| 'gateway'
	| 'bad_response'
	| 'offline';

/**
Why an answer told us nothing about the task, or not all.
*/
export type Problem = {
	readonly state: Exclude<HealthState, 'ok'>;
	/** A sentence for the user. */
	readonly message: string;
};

/**
The asking, as of now. Times are milliseconds since the Unix epoch.
*/
export type Health = {
	readonly state: HealthState;
	readonly message?: string;
	/** How many questions in a row have failed. */
	readonly failureCount: number;
	/** When the service last told us the task's phase. */
	readonly lastAnswerAt?: number;
	readonly roundTripMs?: number;
	/** When we ask next; absent where nothing more will be asked. */
	readonly nextPollAt?: number;
};

export const neverAsked: Health = {state: 'ok', failureCount: 0};
