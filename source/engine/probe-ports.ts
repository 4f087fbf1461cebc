import type {MediaFacts} from '../task/measurement.js';
import type {Place, TaskId} from '../task/task.js';

/**
Read from the header of the media behind a link what it says of itself. The token is never sent there.

@throws {DownloadError} when the host refuses, or when what it sends tells no size.
*/
export type ProbeMedia = (url: string, signal: AbortSignal) => Promise<MediaFacts>;

/**
Where media are that came within an answer.
*/
export type HeldPlace = Extract<Place, {readonly type: 'inline' | 'kept'}>;

/**
As `ProbeMedia`, for media that came within an answer.

@throws {DownloadError} when it is not there, or tells no size.
*/
export type FactsOfHeld = (place: HeldPlace) => Promise<MediaFacts>;

export type ProbeListener = {
	readonly mediaMeasured: (id: TaskId, facts: MediaFacts) => void;
};
