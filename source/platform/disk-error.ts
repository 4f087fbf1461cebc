import {DownloadError} from '../task/errors.js';

const elsewhere = 'choose another folder with --output-dir';

const sentences: Readonly<Record<string, (folder: string) => string>> = {
	ENOSPC: folder => `No space is left for ${folder}; free some, then press d again`,
	EDQUOT: folder => `Your quota for ${folder} is used up; free some space, then press d again`,
	EACCES: folder => `${folder} may not be written to; allow it, or ${elsewhere}`,
	EPERM: folder => `${folder} may not be written to; allow it, or ${elsewhere}`,
	EROFS: folder => `${folder} is read-only; ${elsewhere}`,
	ENAMETOOLONG: folder => `The file's name is too long for ${folder}; ${elsewhere}`,
	ENOTDIR: folder => `${folder} is not a folder; ${elsewhere}`,
	EEXIST: folder => `${folder} is not a folder; ${elsewhere}`,
};

/**
@returns The code of a failed system call, such as `ENOSPC`.
*/
export const errorCode = (error: unknown): string | undefined =>
	error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/**
Why a file could not be written, with the folder's name and what to do.
*/
export const diskError = (folder: string, cause: unknown): DownloadError => {
	if (cause instanceof DownloadError) {
		return cause;
	}

	const message =
		sentences[errorCode(cause) ?? '']?.(folder) ??
		`Writing to ${folder} failed: ${cause instanceof Error ? cause.message : String(cause)}`;
	return new DownloadError('disk', message, {cause});
};
