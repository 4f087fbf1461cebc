/**
A time as JSON documents have it.

@param at - Milliseconds since the Unix epoch.
*/
export const isoTime = (at: number | undefined): string | null =>
	at === undefined ? null : new Date(at).toISOString();
