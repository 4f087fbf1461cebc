import {DownloadError} from '../task/errors.js';

/**
How many of the first bytes are enough to tell a file's type.
*/
export const sampleBytes = 4100;

/**
What a file may be called. Anything else (a program, a shortcut, an archive) becomes `bin`, so that a double click cannot start it.
*/
const extensions: ReadonlySet<string> = new Set([
	...['mp4', 'm4v', 'mov', 'webm', 'mkv', 'avi'],
	...['png', 'apng', 'jpg', 'webp', 'gif', 'avif', 'heic', 'bmp', 'tif', 'jxl'],
	...['mp3', 'wav', 'm4a', 'ogg', 'opus', 'flac', 'aac'],
	'glb',
]);

const svgStart = /^(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/iv;

/**
The extension that a file's content calls for, whatever its link or its host say.

@param sample - The file's first bytes, `sampleBytes` of them or all.
@throws {DownloadError} `content` for a web page or an error document.
*/
export const mediaExtension = async (sample: Uint8Array): Promise<string> => {
	const text = Buffer.from(sample)
		.toString('utf8')
		.replace(/^\uFEFF/v, '')
		.trimStart();
	if (svgStart.test(text)) {
		return 'svg';
	}

	// Loaded late, as the dashboard is to be on the screen before it.
	const {fileTypeFromBuffer} = await import('file-type');
	const extension = (await fileTypeFromBuffer(sample))?.ext ?? '';
	if (extensions.has(extension)) {
		return extension;
	}

	if (text.startsWith('<')) {
		throw new DownloadError('content', 'The server sent a web page instead of a media file');
	}

	if (text.startsWith('{') || text.startsWith('[')) {
		throw new DownloadError('content', 'The server sent a message instead of a media file');
	}

	return 'bin';
};
