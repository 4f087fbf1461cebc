import type {MediaSpec} from './media/media-file.js';

/**
The documented answer shapes. Jimeng's has three ways to hand over what was made.
*/
export type Shape =
	| 'minimax'
	| 'jimeng-video'
	| 'jimeng-pictures'
	| 'jimeng-inline'
	| 'ark'
	| 'vidu'
	| 'bailian'
	| 'picture';

export type Outcome =
	| {readonly type: 'succeeded'; readonly media: readonly MediaSpec[]}
	| {readonly type: 'failed'; readonly code: string; readonly message: string};

/**
Something that goes wrong on the way, and only so often. Questions are counted from 1.

- `rate-limited`: HTTP 429 with `Retry-After`.
- `bad-gateway`: HTTP 502 with a web page, as a proxy in front of a service answers.
- `expired-link`: the first links that are given are too old to work.
*/
export type Trouble =
	| {readonly type: 'rate-limited' | 'bad-gateway'; readonly firstQuestion: number; readonly times: number}
	| {readonly type: 'expired-link'; readonly times: number};

/**
A task's whole life. Times are seconds from the start of the service; for a task that starts when it is first asked about, from that question.
*/
export type DemoTask = {
	readonly id: string;
	readonly label?: string;
	readonly shape: Shape;
	/** As Ark tells it. The other shapes have no place for it. */
	readonly model?: string;
	readonly prompt: string;
	readonly createdAtSeconds: number;
	readonly runsAtSeconds: number;
	readonly settlesAtSeconds: number;
	readonly outcome: Outcome;
	readonly trouble?: Trouble;
};
