import {BlockedError, DownloadError} from '../task/errors.js';
import {tooManyOpen} from '../task/too-many-open.js';

type Reason = {
	/** What stands in the way until somebody sees to it; `never` where no waiting helps, `soon` for what passes by itself. */
	readonly ends: BlockedError['obstacle'] | 'never' | 'soon';
	readonly sentence: (folder: string) => string;
};

const elsewhere = 'choose another folder with --output-dir';

const forbidden: Reason = {
	ends: 'folder',
	sentence: folder => `${folder} may not be written to; allow it, or ${elsewhere}`,
};
const noFolder: Reason = {ends: 'folder', sentence: folder => `${folder} is not a folder; ${elsewhere}`};
const busy: Reason = {ends: 'soon', sentence: folder => `Too much is under way on this machine to write to ${folder}`};

const reasons: Readonly<Record<string, Reason>> = {
	ENOSPC: {ends: 'space', sentence: folder => `No space is left for ${folder}; free some`},
	EDQUOT: {ends: 'space', sentence: folder => `Your quota for ${folder} is used up; free some space`},
	ENOENT: {ends: 'gone', sentence: folder => `${folder} is no longer there; put it back, or ${elsewhere}`},
	EACCES: forbidden,
	EPERM: forbidden,
	EROFS: {ends: 'folder', sentence: folder => `${folder} is read-only; make it writable, or ${elsewhere}`},
	ENOTDIR: noFolder,
	EEXIST: noFolder,
	EFBIG: {ends: 'never', sentence: folder => `The file is larger than files in ${folder} may be; ${elsewhere}`},
	ENAMETOOLONG: {ends: 'never', sentence: folder => `The file's name is too long for ${folder}; ${elsewhere}`},
	EMFILE: {ends: 'soon', sentence: folder => `Nothing can be written to ${folder}: ${tooManyOpen}`},
	ENFILE: busy,
	ENOMEM: busy,
	EAGAIN: busy,
	EBUSY: busy,
	EINTR: busy,
};

/** Any other answer of the system, such as `EIO`: the disk may work again. */
const systemCode = /^E[A-Z\d]+$/v;

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

	const code = errorCode(cause) ?? '';
	const {ends, sentence} = reasons[code] ?? {
		ends: systemCode.test(code) ? 'folder' : 'never',
		sentence: () => `Writing to ${folder} failed: ${cause instanceof Error ? cause.message : String(cause)}`,
	};
	switch (ends) {
		case 'never': {
			return new DownloadError('disk', sentence(folder), {cause});
		}

		case 'soon': {
			return new DownloadError('transient', sentence(folder), {cause});
		}

		default: {
			return new BlockedError(ends, sentence(folder), {cause});
		}
	}
};
