import {DownloadError, UnreachableError} from '../task/errors.js';

/**
Whatever was thrown, as a reason why a result could not be saved. What nobody foresaw is taken for transient: it costs a few more tries and then fails with its own words.
*/
export const asDownloadError = (error: unknown): DownloadError => {
	if (error instanceof DownloadError) {
		return error;
	}

	const message = error instanceof Error ? error.message : String(error);
	return new DownloadError(
		'transient',
		error instanceof UnreachableError ? message : `Something unexpected went wrong: ${message}`,
		{cause: error},
	);
};
