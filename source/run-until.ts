import type {Session} from './session.js';
import type {AppState} from './store/app-store.js';

export type Ending = {
	/** Ends it at once. */
	readonly signal: AbortSignal;
	/** Whether there is nothing more to wait for. */
	readonly isOver: (state: AppState, isInputOver: boolean) => boolean;
	/** Settles when no more tasks will come. */
	readonly input?: Promise<void>;
};

/**
Let a session ask and save until that is over, and stop it.

@returns Whether it is over; else it was ended.
@throws what ends the input, if anything does.
*/
export const runUntil = async (session: Session, {signal, isOver, input}: Ending): Promise<boolean> => {
	const end = Promise.withResolvers<boolean>();
	let isInputOver = input === undefined;
	const look = () => {
		if (isOver(session.store.getState(), isInputOver)) {
			end.resolve(true);
		} else if (signal.aborted) {
			end.resolve(false);
		}
	};
	const unsubscribe = session.store.subscribe(look);
	signal.addEventListener('abort', look, {once: true});
	input?.then(() => {
		isInputOver = true;
		look();
	}, end.reject);
	try {
		session.start();
		look();
		return await end.promise;
	} finally {
		unsubscribe();
		signal.removeEventListener('abort', look);
		await session.stop();
	}
};
