import type {DownloadPorts} from './engine/download-ports.js';
import type {Account} from './providers/services/account.js';
import type {TaskId} from './task/task.js';
import type {Watch} from './task/watch.js';

/**
Writes beside a saved file what made it, where the task's account asks for that.
*/
export const createDescribeFile =
	({
		watchOf,
		accountOf,
		now,
	}: {
		readonly watchOf: (id: TaskId) => Watch | undefined;
		readonly accountOf: (id: TaskId) => Account;
		/** @returns Milliseconds since the Unix epoch. */
		readonly now: () => number;
	}): NonNullable<DownloadPorts['describeFile']> =>
	async ({id, output, outputIndex}, file) => {
		const watch = watchOf(id);
		const {hasSidecar, service} = accountOf(id);
		if (hasSidecar !== true || !watch) {
			return undefined;
		}

		try {
			// Few want it, so nobody else loads it.
			const [{sidecarText}, {writeSidecar}] = await Promise.all([
				import('./output/sidecar-text.js'),
				import('./platform/sidecar-file.js'),
			]);
			const text = sidecarText(watch, {service: service.name, output, outputIndex, file, savedAt: now()});
			await writeSidecar(file.path, text);
			return undefined;
		} catch (error) {
			return `What made it was not written beside it: ${(error as Error).message}`;
		}
	};
