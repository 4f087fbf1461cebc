// The types of what `--json` and `--ndjson` print, version 1: published as they stand here, so without imports.

/** What the service last said of a task. */
export type TaskPhase = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'expired' | 'unknown';

/** How the asking about a task goes, apart from the task. */
export type TaskHealth = {
	readonly state: 'ok' | 'auth' | 'rate_limited' | 'not_found' | 'quota' | 'gateway' | 'bad_response' | 'offline';
	readonly message: string | null;
	/** ISO 8601, UTC, as all times. */
	readonly lastAnswerAt: string | null;
	readonly nextPollAt: string | null;
};

/** One result of a task. What follows on `path` is set once it is saved. */
export type TaskOutput = {
	readonly kind: 'video' | 'image' | 'audio' | 'file';
	readonly url: string | null;
	readonly fileId: string | null;
	/** Whether the answer itself holds it, in base64. */
	readonly inline: boolean;
	/** Pixels, of the first that can be looked at; known as soon as those of the task are. */
	readonly width: number | null;
	readonly height: number | null;
	readonly expiresAt: string | null;
	readonly path: string | null;
	readonly bytes: number | null;
	readonly sha256: string | null;
};

export type Task = {
	/** As the user gave it. */
	readonly id: string;
	readonly provider: string;
	readonly profile: string;
	readonly label: string | null;
	/** Which documented shape the answer has. */
	readonly family: string | null;
	readonly phase: TaskPhase;
	/** The service's own word. */
	readonly statusText: string | null;
	readonly health: TaskHealth;
	/** 0 to 100. */
	readonly progress: number | null;
	readonly outputs: readonly TaskOutput[];
	/** Pixels of the result, never of the request. */
	readonly width: number | null;
	readonly height: number | null;
	/** Who told them: the service, or the header of the media. */
	readonly resolutionSource: 'answer' | 'media' | null;
	readonly durationSeconds: number | null;
	/** Why the task failed. */
	readonly error: string | null;
	readonly createdAt: string | null;
	readonly finishedAt: string | null;
	readonly firstSeenAt: string | null;
	readonly elapsedMs: number;
	readonly elapsedIsApproximate: boolean;
};

/** What `--json` prints. */
export type TasksDocument = {readonly v: 1; readonly tasks: readonly Task[]};

/** What `--ndjson` prints in a line. */
export type TaskEvent = {
	readonly v: 1;
	readonly at: string;
	readonly event: 'added' | 'phase' | 'progress' | 'health' | 'saved' | 'download_failed' | 'removed';
	readonly task: Task;
};
