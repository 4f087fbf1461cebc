/** What services answer, in shapes that they document. */

export const viduRunning = {state: 'processing', err_code: '', creations: []};

export const viduDone = (...links: readonly string[]) => ({
	state: 'success',
	err_code: '',
	creations: links.map((url, index) => ({id: `${index}`, url, cover_url: '', watermarked_url: ''})),
});

export const viduFailed = {state: 'failed', err_code: 'ImageDownloadFailure', creations: []};

export const minimaxDone = (fileId: string) => ({
	status: 'Success',
	file_id: fileId,
	video_width: 768,
	video_height: 1152,
	base_resp: {status_code: 0, status_msg: 'success'},
});

export const minimaxFile = (downloadUrl: string) => ({
	file: {bytes: 0, filename: 'output.mp4', purpose: 'video_generation', download_url: downloadUrl},
	base_resp: {status_code: 0, status_msg: 'success'},
});

export const jimengDone = ({
	imageUrls = [],
	base64 = [],
}: {
	readonly imageUrls?: readonly string[];
	readonly base64?: readonly string[];
}) => ({
	code: 10_000,
	message: 'Success',
	data: {status: 'done', video_url: '', image_urls: imageUrls, binary_data_base64: base64},
});

export const tokenRefused = {
	httpStatus: 401,
	body: {error: {message: 'Invalid token', type: 'invalid_request_error'}},
};
