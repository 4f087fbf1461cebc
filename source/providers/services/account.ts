import type {Hooks} from '../../task/hook.js';
import type {Service} from './service.js';

/**
A user's account with a service: where it is asked, and how its key is got. Its key is for this account alone.
*/
export type Account = {
	/** The name of the profile in the configuration, `default` for the one of options and environment. */
	readonly profile: string;
	readonly service: Service;
	readonly baseUrl: URL;
	/** Where results are saved. */
	readonly outputFolder: string;
	/** Whether a file that tells what made it is written beside each result. */
	readonly hasSidecar?: boolean | undefined;
	/** A fixed time between two questions about a task. */
	readonly intervalMs?: number | undefined;
	/** Questions under way at once. */
	readonly concurrency?: number | undefined;
	/** A file with certificates of authorities to trust besides the usual ones, in the PEM format. */
	readonly caFile?: string | undefined;
	/** Programs of the user's own to run for what happens to its tasks. */
	readonly hooks?: Hooks | undefined;
	/**
	Get the key. Asked for when it is first needed, and again after it was refused.

	@throws {UsageError} that says where the key was looked for and what to do.
	*/
	readonly readKey: (options?: {readonly isRefused?: boolean}) => Promise<string>;
};
