import type {StateCreator} from 'zustand/vanilla';
import {type Download, type DownloadReport, type FileKey, fileKey, isHeldUp} from '../task/download.js';
import type {TaskId} from '../task/task.js';
import type {AppState} from './app-store.js';

export type DownloadsSlice = {
	/** In the order in which they were asked for. */
	readonly downloads: ReadonlyMap<FileKey, Download>;

	/**
	Save every output of these tasks that is neither saved nor on its way. One that failed is tried again, and one that waits for its next try is tried at once.

	@returns How many these are.
	*/
	readonly download: (ids: readonly TaskId[]) => number;
	readonly downloadsReported: (reports: readonly DownloadReport[]) => void;
	/** Put back what was saved before. */
	readonly restoreDownloads: (downloads: readonly Download[]) => void;
};

export const createDownloadsSlice: StateCreator<AppState, [], [], DownloadsSlice> = (set, get) => ({
	downloads: new Map(),

	download(ids) {
		const {watches, downloads: before} = get();
		const downloads = new Map(before);
		let begunCount = 0;
		for (const id of ids) {
			for (const outputIndex of (watches.get(id)?.answer?.outputs ?? []).keys()) {
				const key = fileKey(id, outputIndex);
				const known = downloads.get(key);
				const attempt = (known?.attempt ?? 0) + 1;
				if (known && isHeldUp(known)) {
					downloads.set(key, {...known, attempt});
				} else if (!known || known.state.type === 'failed') {
					// Deleted first, so that a second try stands at the end of the queue.
					downloads.delete(key);
					downloads.set(key, {key, id, outputIndex, attempt, state: {type: 'queued'}});
				} else {
					continue;
				}

				begunCount++;
			}
		}

		if (begunCount > 0) {
			set({downloads});
		}

		return begunCount;
	},

	downloadsReported(reports) {
		if (reports.length === 0) {
			return;
		}

		const downloads = new Map(get().downloads);
		for (const {key, state} of reports) {
			const download = downloads.get(key);
			if (download) {
				downloads.set(key, {...download, state});
			}
		}

		set({downloads});
	},

	restoreDownloads(restored) {
		set({downloads: new Map([...get().downloads, ...restored.map(download => [download.key, download] as const)])});
	},
});
