import type {Accounts} from './config/accounts.js';
import type {Network} from './platform/network.js';
import type {Account} from './providers/services/account.js';
import type {Log, LogFields} from './task/log.js';

const withHiddenKey = (account: Account, log: Log): Account => ({
	...account,
	async readKey(options) {
		const key = await account.readKey(options);
		log.hide(key);
		return key;
	},
});

/** The same accounts, whose keys a log never tells. */
export const accountsWithHiddenKeys = ([selected, ...others]: Accounts, log: Log): Accounts => [
	withHiddenKey(selected, log),
	...others.map(account => withHiddenKey(account, log)),
];

/**
The same network, with a line in the log for each question, each file that is opened, and what came of it.

@param now - Milliseconds since the Unix epoch.
*/
export const createLoggedNetwork = (network: Network, log: Log, now: () => number): Network => {
	const tell = async <Result>(
		event: string,
		about: LogFields,
		work: Promise<Result>,
		fieldsOf: (result: Result) => LogFields & {readonly problem?: string | undefined},
	): Promise<Result> => {
		const startedAt = now();
		try {
			const result = await work;
			const fields = fieldsOf(result);
			const level = fields.problem === undefined ? 'info' : 'warning';
			log.write(level, event, {...about, tookMs: now() - startedAt, ...fields});
			return result;
		} catch (error) {
			const problem = error instanceof Error ? error.message : String(error);
			log.write('warning', event, {...about, tookMs: now() - startedAt, problem});
			throw error;
		}
	};

	return {
		...network,

		askTask: async (id, signal) =>
			tell('poll', {id}, network.askTask(id, signal), ({answer, problem, retryAfterMs}) => ({
				phase: answer?.phase,
				status: answer?.statusText,
				progress: answer?.progress,
				health: problem?.state ?? 'ok',
				problem: problem?.message,
				retryAfterMs,
			})),

		cancelTask: async (id, signal) =>
			tell('cancel', {id}, network.cancelTask(id, signal), problem => ({problem: problem?.message})),

		resolveLink: async (output, id, signal) =>
			tell('link', {id}, network.resolveLink(output, id, signal), found => ({
				link: typeof found === 'string' ? found : 'the file itself',
			})),

		openMedia: async (link, signal, resume) =>
			tell(
				'open_file',
				{link, offsetBytes: resume?.offsetBytes},
				network.openMedia(link, signal, resume),
				({totalBytes, startsAt}) => ({totalBytes, startsAt}),
			),

		probeMedia: async (link, signal) => tell('measure', {link}, network.probeMedia(link, signal), () => ({})),
	};
};
