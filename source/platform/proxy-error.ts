/**
The proxy could not be reached, or refused to connect. It says nothing of the host behind it.
*/
export class ProxyError extends Error {
	override name = 'ProxyError' as const;

	/**
	@param proxy - Its host and port, without a user name or a password.
	*/
	constructor(
		readonly proxy: string,
		options?: ErrorOptions,
	) {
		super(`The proxy ${proxy} cannot be used`, options);
	}
}

/**
What the status says that a proxy answers with instead of a connection.
*/
export const proxyRefusal = (status: number): string => {
	switch (status) {
		case 407: {
			return 'the proxy wants a user name and a password (HTTP 407); put them into its address';
		}

		case 502:
		case 503:
		case 504: {
			return `the proxy did not get through to it (HTTP ${status})`;
		}

		default: {
			return `the proxy does not let us (HTTP ${status})`;
		}
	}
};
