import type {MediaFacts} from '../task/measurement.js';
import type {TaskId} from '../task/task.js';

/**
Read from the header of the media behind a link what it says of itself. The token is never sent there.

@throws {DownloadError} when the host refuses, or when what it sends tells no size.
*/
export type ProbeMedia = (url: string, signal: AbortSignal) => Promise<MediaFacts>;

/**
As `ProbeMedia`, for media that the answer itself holds.

@throws {DownloadError} `content` when it tells no size.
*/
export type FactsOfInline = (base64: string) => Promise<MediaFacts>;

export type ProbeListener = {
	readonly mediaMeasured: (id: TaskId, facts: MediaFacts) => void;
};
