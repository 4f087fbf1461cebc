import type {Accounts} from './config/accounts.js';
import {serviceIn} from './config/profile-for.js';
import {createTurns} from './engine/turns.js';
import {doneCall, hookFailureText, savedCall, settledCall} from './output/hook-call.js';
import type {AppState} from './store/app-store.js';
import type {ListEvent} from './store/events.js';
import {isAllDone} from './store/selectors.js';
import type {CommandWords, HookCall, HookName, RunHook} from './task/hook.js';
import {isSettled, type TaskId} from './task/task.js';
import {phaseOf, type Watch} from './task/watch.js';

export type HookOptions = {
	/** The first one is whose hook is run when all is over. */
	readonly accounts: Accounts;
	readonly runHook: RunHook;
	/** Milliseconds since the Unix epoch. */
	readonly now: () => number;
	/** Told, in a sentence for the user, of a hook that failed. */
	readonly tell: (text: string) => void;
	/** Whether more tasks may come by themselves: then the end of all is not yet. */
	readonly isOpenEnded?: () => boolean;
};

export type HookRunner = {
	/** Run the hooks for what happened, in the background. */
	readonly happened: (events: readonly ListEvent[], state: AppState) => void;
	readonly isIdle: () => boolean;
	/** Resolves when each hook has ended. Those that wait or run are ended when the signal is aborted. */
	readonly finish: (signal: AbortSignal) => Promise<void>;
};

const maxConcurrent = 2;

/**
Runs the user's own programs for what happens to the watch list. What was over when it was first seen is nothing that happened.
*/
export const createHookRunner = ({
	accounts,
	runHook,
	now,
	tell,
	isOpenEnded = () => false,
}: HookOptions): HookRunner => {
	const serviceOf = serviceIn(accounts);
	const takeTurn = createTurns({maxConcurrent, maxPerHost: maxConcurrent});
	const ending = new AbortController();
	const underWay = new Set<Promise<void>>();
	/** When the end of a task was seen that its hook was run for. */
	const seenEnds = new Map<TaskId, number>();
	/** Whether something happened since all was over last. */
	let hasNews = false;

	const commandFor = ({profile}: Watch, name: HookName): CommandWords | undefined =>
		(accounts.find(account => account.profile === profile) ?? accounts[0]).hooks?.[name];

	const run = async (call: HookCall): Promise<void> => {
		const turn = takeTurn('', ending.signal);
		try {
			await turn.take();
			const {reason} = await runHook(call, ending.signal);
			if (reason !== undefined && !ending.signal.aborted) {
				tell(hookFailureText(call, reason));
			}
		} catch {
			// The program is left before its turn came.
		} finally {
			turn.leave();
		}
	};

	const begin = (call: HookCall): void => {
		const work = run(call).finally(() => underWay.delete(work));
		underWay.add(work);
	};

	/** Whether a task just came to its end: not one that comes back on the list. */
	const hasSettled = ({type, watch}: ListEvent, addedIds: ReadonlySet<TaskId>): boolean =>
		type === 'phase' &&
		isSettled(phaseOf(watch)) &&
		watch.sawEndAt !== undefined &&
		watch.sawEndAt !== seenEnds.get(watch.id) &&
		!addedIds.has(watch.id);

	return {
		happened(events, state) {
			const context = {downloads: state.downloads, now: now(), serviceOf};
			const addedIds = new Set(events.flatMap(({type, watch}) => (type === 'added' ? [watch.id] : [])));

			for (const event of events) {
				const {watch} = event;
				if (event.type === 'saved') {
					hasNews = true;
					const command = commandFor(watch, 'saved');
					if (command) {
						begin(savedCall(command, event, context));
					}
				} else if (hasSettled(event, addedIds)) {
					hasNews = true;
					seenEnds.set(watch.id, watch.sawEndAt ?? 0);
					const command = commandFor(watch, 'settled');
					if (command) {
						begin(settledCall(command, watch, context));
					}
				}
			}

			if (hasNews && isAllDone(state) && !isOpenEnded()) {
				hasNews = false;
				const command = accounts[0].hooks?.done;
				if (command) {
					begin(doneCall(command, state, context));
				}
			}
		},

		isIdle: () => underWay.size === 0,

		async finish(signal) {
			const stop = (): void => ending.abort();
			signal.addEventListener('abort', stop, {once: true});
			if (signal.aborted) {
				stop();
			}

			await Promise.all(underWay);
			signal.removeEventListener('abort', stop);
		},
	};
};
