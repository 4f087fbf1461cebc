import type {AnswerFolder} from './platform/answer-folder.js';
import type {PartFiles} from './platform/part-files.js';
import type {AppStore} from './store/app-store.js';
import type {ListEvent} from './store/events.js';
import {selectWantedDownloads} from './store/selectors.js';
import {keptFilesOf} from './task/kept-files.js';

export type LeftoverFiles = {
	/** Sees to the parts that earlier runs left; absent where none outlive the program. */
	readonly partFiles?: Pick<PartFiles, 'tidy' | 'drop'> | undefined;
	/** Where the files are that answers held. */
	readonly answerFolder?: Pick<AnswerFolder, 'tidy' | 'drop'> | undefined;
};

/**
Sees to what tasks have on the disk besides their results, which goes with them.
*/
export const createLeftovers = (store: AppStore, {partFiles, answerFolder}: LeftoverFiles) => {
	/** What answers held of tasks that are off the list: until the end of the program that can be undone. */
	const leftFiles = new Set<string>();
	const neededFiles = (): ReadonlySet<string> => new Set([...store.getState().watches.values()].flatMap(keptFilesOf));

	return {
		/** Remove what earlier runs left and nobody wants any more. */
		tidy(): void {
			const wantedKeys = new Set(selectWantedDownloads(store.getState()).map(({key}) => key));
			void partFiles?.tidy(key => wantedKeys.has(key));
			const needed = neededFiles();
			answerFolder?.tidy(file => needed.has(file));
		},

		/** Of a task that is off the list nothing half loaded stays. What is under way right now sees to that itself. */
		tasksLeft(events: readonly ListEvent[]): void {
			const gone = events.flatMap(({type, watch}) => (type === 'removed' ? [watch] : []));
			const goneIds = new Set(gone.map(({id}) => id));
			const keys = [...store.getState().downloads.values()].flatMap(({id, key}) => (goneIds.has(id) ? [key] : []));
			if (keys.length > 0) {
				void partFiles?.drop(keys);
			}

			for (const file of gone.flatMap(keptFilesOf)) {
				leftFiles.add(file);
			}
		},

		/** At the end: remove what answers held of tasks that are off the list. */
		dropFiles(): void {
			answerFolder?.drop([...leftFiles.difference(neededFiles())]);
		},
	};
};
