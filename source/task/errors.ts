/**
A question that got no answer at all: no connection, no name, no time left.
*/
export class UnreachableError extends Error {
	override name = 'UnreachableError' as const;

	/**
	@param host - Whom we could not reach.
	@param reason - A few words, such as `connection refused`.
	*/
	constructor(
		readonly host: string,
		readonly reason: string,
		options?: ErrorOptions,
	) {
		super(`${host} is out of reach: ${reason}`, options);
	}
}

/**
Why a result could not be saved.

- `link`: the link is expired or refused; a fresh one may work.
- `transient`: the network or the host failed; the same link may work later.
- `content`: what came is not the media that was promised.
- `disk`: the file could not be written.
- `answer`: the service gave no usable link.
*/
export type DownloadFailure = 'link' | 'transient' | 'content' | 'disk' | 'answer';

/**
Whether the same may work later without anybody doing anything for it but making room or mending the network.
*/
export const mayPass = (failure: DownloadFailure): boolean => failure === 'transient' || failure === 'disk';

export class DownloadError extends Error {
	override name = 'DownloadError' as const;

	/**
	@param message - A sentence for the user: what failed and, where there is something to do, what.
	*/
	constructor(
		readonly failure: DownloadFailure,
		message: string,
		options?: ErrorOptions & {readonly retryAfterMs?: number | undefined},
	) {
		super(message, options);
		this.retryAfterMs = options?.retryAfterMs;
	}

	/** How long the host asks us to wait. */
	readonly retryAfterMs: number | undefined;
}

/**
Bytes came that are not those of the file, or are none that go with those before them. The whole file may still be had by starting over.
*/
export class WrongBytesError extends DownloadError {
	constructor(message: string) {
		super('content', message);
	}
}

/**
A file cannot be written for now. It may be as soon as somebody has seen to the disk or the folder.

- `space`: there is no room for it.
- `folder`: the folder does not take it, or its disk fails.
- `gone`: the folder is no longer there, and with it what came of the file.
*/
export class BlockedError extends DownloadError {
	constructor(
		readonly obstacle: 'space' | 'folder' | 'gone',
		message: string,
		options?: ErrorOptions,
	) {
		super('disk', message, options);
	}
}

/**
What the user asked for cannot be done as it was written. Exit code 2.
*/
export class UsageError extends Error {
	override name = 'UsageError' as const;
}
