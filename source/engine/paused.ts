/**
Why a download is aborted that is to go on at the next start of the program.
*/
export class PausedError extends Error {
	override name = 'PausedError' as const;

	constructor() {
		super('The download goes on at the next start');
	}
}
