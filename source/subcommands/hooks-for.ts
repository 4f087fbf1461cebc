import type {Accounts} from '../config/accounts.js';
import {createHookRunner} from '../hooks.js';
import type {Program} from '../program.js';
import type {SessionOptions} from '../session.js';
import type {AppState} from '../store/app-store.js';
import type {RunHook} from '../task/hook.js';

export type HooksOfSession = {
	readonly onEvents: NonNullable<SessionOptions['onEvents']>;
	/** Wait for hooks that still run, after the session and its screen are closed. Leaving the program ends them. */
	readonly finish: () => Promise<void>;
};

/**
The hooks of accounts, for a session that these are watched in.

@param isOpenEnded - Whether more tasks may come by themselves.
*/
export const hooksFor = (
	accounts: Accounts,
	{environment, killGroup, hasScreen, stderr, leaving, log}: Program,
	isOpenEnded?: () => boolean,
): HooksOfSession => {
	let notify: AppState['notify'] | undefined;

	const runHook: RunHook = async (call, signal) => {
		const hook = await import('../platform/run-hook.js');
		const end = await hook.runHook(call, {environment, killGroup, signal});
		log?.write(end.reason === undefined ? 'info' : 'warning', 'hook_ended', {hook: call.name, ...end});
		return end;
	};

	const runner = createHookRunner({
		accounts,
		now: Date.now,
		runHook,
		tell(text) {
			if (notify) {
				notify(text, 'bad');
			} else {
				stderr.write(`${text}\n`);
			}
		},
		...(isOpenEnded && {isOpenEnded}),
	});

	return {
		onEvents(events, state) {
			notify = hasScreen ? state.notify : undefined;
			runner.happened(events, state);
		},

		async finish() {
			notify = undefined;
			if (hasScreen && !runner.isIdle()) {
				stderr.write('Waiting for hooks that still run. Ctrl-C ends them.\n');
			}

			await runner.finish(leaving.signal);
		},
	};
};
