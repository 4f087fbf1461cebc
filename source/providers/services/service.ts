/**
How a service is shown the key.

- `bearer`, `token`, `key`: `Authorization: Bearer …`, `Token …`, `Key …`.
- `header`: a header of its own.
- `kling`: a token of thirty minutes, signed with an access key and a secret key that are given as `ACCESS:SECRET`.
*/
export type Authorisation =
	| {readonly type: 'bearer' | 'token' | 'key' | 'kling'}
	| {readonly type: 'header'; readonly name: string};

/**
A question beyond the first, such as the cancelling of a task.
*/
export type Call = {
	readonly method: 'GET' | 'POST' | 'PUT';
	/** With a slash at the start; joined to the base URL. */
	readonly path: string;
	/** What may come. @default application/json */
	readonly accept?: string;
};

/**
What is asked about: the identifier, and what stands before it in a watch such as `kling/text2video:ID`, one word a part.
*/
export type Question = {
	readonly id: string;
	readonly before: readonly string[];
};

/**
One service: where it is asked, how, and what is known of it. Help, README and the checks of what a user writes follow from the list of these.
*/
export type Service = {
	/** As in `--provider NAME` and in `NAME:ID`. */
	readonly name: string;
	readonly title: string;
	/** Absent where each user has an address of their own. */
	readonly baseUrl?: string;
	readonly authorisation: Authorisation;
	/** Headers that each question needs. */
	readonly headers?: Readonly<Record<string, string>>;
	/** What may or must stand before the ID, for people, such as `text2video` or `OWNER/APP`. */
	readonly before?: string;
	/** Words that may stand before the ID and are in no path. */
	readonly words?: readonly string[];
	/** The path of the question about a task; `undefined` where what stands before the ID is missing or unknown. */
	readonly taskPath: (question: Question) => string | undefined;
	/** The path that turns a `file_id` into a link. */
	readonly filePath?: (fileId: string) => string;
	/** How a task is cancelled, only where that is documented and cannot destroy a finished result. */
	readonly cancel?: (question: Question) => Call | undefined;
	/** No task is asked about more often than this. */
	readonly minIntervalMs?: number;
	/** How long a result's link lives, for people. */
	readonly linkLifetime: string;
	/** Its words for the states of a task, for people. */
	readonly states: string;
	/** The page that says so. */
	readonly documentation: string;
};
