import {DownloadError} from '../task/errors.js';
import {isPrivateAddress} from './private-address.js';

/**
Read a link to media and see whether it may be followed.

@param from - Where a redirect came from.
@throws {DownloadError} `content` for anything but HTTP, for an address with a user name, for a private one, and for a way from HTTPS back to HTTP.
*/
export const parseMediaUrl = (
	link: string,
	{from, isLoopbackAllowed}: {readonly from?: URL | undefined; readonly isLoopbackAllowed: boolean},
): URL => {
	const url = URL.parse(link, from?.href);
	if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
		throw new DownloadError('content', 'The link is no web address');
	}

	if (url.username !== '' || url.password !== '') {
		throw new DownloadError('content', `The link has a user name before ${url.host}`);
	}

	if (from?.protocol === 'https:' && url.protocol === 'http:') {
		throw new DownloadError('content', `${from.host} redirects to an unprotected address: ${url.host}`);
	}

	// Names are judged when they are resolved, as the connection is made; here an address stands for itself.
	if (isPrivateAddress(url.hostname.replace(/^\[|\]$/gv, ''), isLoopbackAllowed)) {
		throw new DownloadError('content', `The link leads to a private address: ${url.hostname}`);
	}

	return url;
};
