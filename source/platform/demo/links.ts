import {createHmac, timingSafeEqual} from 'node:crypto';

/**
How a service signs its links: with the parameters of Volcengine's TOS, of Alibaba's OSS, or with the single opaque one of a CDN.
*/
export type LinkStyle = 'tos' | 'oss' | 'cdn';

export type LinkRequest = {
	readonly path: string;
	readonly style: LinkStyle;
	/** Milliseconds since the Unix epoch. */
	readonly issuedAt: number;
	readonly lifetimeMs: number;
};

export type LinkState = 'valid' | 'expired' | 'forged';

export type LinkSigner = {
	/**
	@returns A path with a signed query.
	*/
	readonly sign: (request: LinkRequest) => string;
	/**
	@param target - Path and query, as asked.
	@param now - Milliseconds since the Unix epoch.
	*/
	readonly check: (target: string, now: number) => LinkState;
};

const signatureLength = 64;

const basicTime = (time: number): string => new Date(time).toISOString().replaceAll(/[-:]|\.\d+/g, '');

/** The parameters up to the signature, which is always the last. */
const unsignedQuery: Record<LinkStyle, (request: LinkRequest) => string> = {
	tos: ({issuedAt, lifetimeMs}) =>
		[
			'X-Tos-Algorithm=TOS4-HMAC-SHA256',
			`X-Tos-Credential=DEMO%2F${basicTime(issuedAt).slice(0, 8)}%2Fcn-beijing%2Ftos%2Frequest`,
			`X-Tos-Date=${basicTime(issuedAt)}`,
			`X-Tos-Expires=${Math.floor(lifetimeMs / 1000)}`,
			'X-Tos-SignedHeaders=host',
			'X-Tos-Signature=',
		].join('&'),
	oss: ({issuedAt, lifetimeMs}) =>
		`Expires=${Math.floor((issuedAt + lifetimeMs) / 1000)}&OSSAccessKeyId=DEMO&Signature=`,
	cdn: ({issuedAt, lifetimeMs}) => `auth_key=${Math.floor((issuedAt + lifetimeMs) / 1000)}-0-0-`,
};

const expiresAt = (target: string): number => {
	const query = new URLSearchParams(target.slice(target.indexOf('?')));
	const tosDate = query.get('X-Tos-Date');
	if (tosDate) {
		const iso = tosDate.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5');
		return Date.parse(iso) + Number(query.get('X-Tos-Expires')) * 1000;
	}

	return Number.parseInt(query.get('Expires') ?? query.get('auth_key') ?? '0', 10) * 1000;
};

export const createLinkSigner = (secret: string): LinkSigner => {
	const signatureOf = (text: string): Buffer =>
		Buffer.from(createHmac('sha256', secret).update(text).digest('hex'), 'latin1');

	return {
		sign(request) {
			const unsigned = `${request.path}?${unsignedQuery[request.style](request)}`;
			return `${unsigned}${signatureOf(unsigned).toString('latin1')}`;
		},

		check(target, now) {
			const signature = Buffer.from(target.slice(-signatureLength).padEnd(signatureLength), 'utf8');
			const expected = signatureOf(target.slice(0, -signatureLength));
			if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
				return 'forged';
			}

			return now < expiresAt(target) ? 'valid' : 'expired';
		},
	};
};
