/** Shorter ones would be found in places where they are not the secret. */
const shortestSecret = 8;

/** What follows on a link's path: it may be a signature, and with it as good as a key. */
const query = /(https?:\/\/[^\s"?#]*)[?#][^\s"]*/giv;
const userInfo = /(https?:\/\/)[^\s"\/@]+@/giv;
const credentials = /\b(Bearer|Token|Key|Basic) [\w.~+\/=:\-]{8,}/giv;

/**
A text without keys and without what makes a link more than a place.

@param secrets - Texts to take out wherever they are.
*/
export const redact = (text: string, secrets: Iterable<string>): string =>
	[...secrets]
		.filter(secret => secret.length >= shortestSecret)
		.reduce((rest, secret) => rest.replaceAll(secret, '[key]'), text)
		.replaceAll(query, '$1?…')
		.replaceAll(userInfo, '$1')
		.replaceAll(credentials, '$1 [key]');
