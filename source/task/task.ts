/**
A task's identifier, as the user gave it: text always, never a number, never replaced by the one in an answer's body.
*/
export type TaskId = string & {readonly taskId: unique symbol};

/**
What the service last said of a task. How the asking goes is another thing: see `Health`.
*/
export type Phase = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'expired' | 'unknown';

export type OutputKind = 'video' | 'image' | 'audio' | 'file';

/**
Where the bytes of an output are to be had.

- `url`: a link, mostly signed and short-lived, on a host that must never see the token.
- `file`: an identifier that a download API turns into a link.
- `content`: a path on the API's own origin that answers with the bytes or with a link to them. Where the service wrote a whole address, `url` is that; the token is for the API's origin alone, so only its path is asked.
- `inline`: the answer itself holds the bytes, in base64.
- `kept`: the answer held too many bytes to be carried about; they are in a file of ours that is known by their SHA-256, in hexadecimal.
- `unkept`: it did, and they could not be put into a file, for the reason that is told. Another answer may hold them again.
*/
export type Place =
	| {readonly type: 'url'; readonly url: string}
	| {readonly type: 'file'; readonly fileId: string}
	| {
			readonly type: 'content';
			readonly path: string;
			readonly url?: string;
			/** Whether an answer with the outputs is there, not one output. */
			readonly isAnswer?: boolean;
	  }
	| {readonly type: 'inline'; readonly base64: string; readonly mime?: string}
	| {readonly type: 'kept'; readonly sha256: string; readonly mime?: string}
	| {readonly type: 'unkept'; readonly reason: string; readonly mime?: string};

export type Output = {
	readonly kind: OutputKind;
	readonly place: Place;
	/** When it is gone, where the answer says so: milliseconds since the Unix epoch. */
	readonly expiresAt?: number;
};

/**
Whether an output can be looked at, so that it has a size in pixels.
*/
export const isVisual = ({kind}: Output): boolean => kind === 'video' || kind === 'image';

/**
One answer of the service, in our own words. Times are milliseconds since the Unix epoch. What the answer did not say is absent.
*/
export type TaskAnswer = {
	/** Which documented answer shape this was. */
	readonly family: string;
	readonly phase: Phase;
	/** The service's own word for the phase. */
	readonly statusText?: string;
	readonly model?: string;
	/** From 0 to 100. */
	readonly progress?: number;
	/** What the task made, in the answer's order, each once. */
	readonly outputs: readonly Output[];
	/** How many more there were than are taken of one task; absent where that is all. */
	readonly leftOutCount?: number;
	/** Pixels of the result, never of the request. */
	readonly width?: number;
	readonly height?: number;
	readonly resolutionSource?: 'answer' | 'media';
	/** A resolution class such as `1080p` or `2K`, where the service tells no pixels. */
	readonly resolutionLabel?: string;
	readonly durationSeconds?: number;
	/** What came, where no family knows it, cut to a length that can be looked at. */
	readonly body?: string;
	/** Why the task failed. */
	readonly error?: string;
	readonly createdAt?: number;
	readonly finishedAt?: number;
};

const settledPhases: ReadonlySet<Phase> = new Set(['succeeded', 'failed', 'cancelled', 'expired']);

/**
Whether a phase is final, so that asking again would tell nothing new.
*/
export const isSettled = (phase: Phase): boolean => settledPhases.has(phase);
