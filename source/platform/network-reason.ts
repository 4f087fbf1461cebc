import {cleanText} from '../task/clean-text.js';
import {tooManyOpen} from '../task/too-many-open.js';
import {ProxyError, proxyRefusal} from './proxy-error.js';

const words: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'connection refused',
	ECONNRESET: 'connection lost',
	EPIPE: 'connection lost',
	UND_ERR_SOCKET: 'connection lost',
	UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'connection lost before the end',
	ENOTFOUND: 'name not found',
	EAI_AGAIN: 'name lookup failed',
	ENETUNREACH: 'no network',
	ENETDOWN: 'no network',
	EHOSTUNREACH: 'no route to it',
	ETIMEDOUT: 'no connection in time',
	UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
	UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
	UND_ERR_BODY_TIMEOUT: 'nothing more came in time',
	UND_ERR_HEADERS_OVERFLOW: 'its headers are too long',
	EMFILE: tooManyOpen,
	ENFILE: 'too many files and connections are open on this machine',
	CERT_HAS_EXPIRED: 'its certificate has expired',
	CERT_NOT_YET_VALID: 'its certificate is not valid yet; is the clock right?',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
	SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is self-signed',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate cannot be verified',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate cannot be verified',
	CERT_REVOKED: 'its certificate has been revoked',
	CERT_UNTRUSTED: 'its certificate cannot be verified',
	ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
	EPROTO: 'no secure connection possible',
	UND_ERR_PRX_TLS: 'the proxy’s certificate is for another name',
	UND_ERR_PRX_CONN: 'the proxy broke the connection off',
};

/** The host may have had a part in the words, such as with the names in its certificate. */
const inert = (text: string): string => cleanText(text, 200);

/** The client tells the status of a proxy in words alone. */
const refusedByProxy = /^Proxy response \((\d{3})\)|^Proxy Authentication Required \((407)\)/v;

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '');

const reasonOfCode = (code: string): string | undefined => {
	if (code.startsWith('HPE_')) {
		return 'it does not speak HTTP';
	}

	return code.startsWith('ERR_SSL_') ? words['EPROTO'] : words[code];
};

/**
Why a host could not be reached, in a few plain words. The error of the system may lie below that of the HTTP client.
*/
export const networkReason = (error: unknown): string => {
	if (!(error instanceof Error)) {
		return inert(String(error));
	}

	if (error instanceof ProxyError) {
		return `the proxy ${error.proxy} cannot be reached (${networkReason(error.cause)})`;
	}

	const refusal = refusedByProxy.exec(error.message);
	if (refusal) {
		return proxyRefusal(Number(refusal[1] ?? refusal[2]));
	}

	const ownReason = reasonOfCode(codeOf(error));
	if (ownReason !== undefined) {
		return ownReason;
	}

	return error.cause instanceof Error ? networkReason(error.cause) : inert(error.message);
};
