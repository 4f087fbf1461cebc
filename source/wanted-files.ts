import type {WantedFile} from './engine/wanted-file.js';
import type {AppState} from './store/app-store.js';
import {selectWantedDownloads} from './store/selectors.js';
import {fileStem} from './task/file-name.js';
import type {TaskId} from './task/task.js';

/**
The files that are to be saved, with what the answers tell of them.

@param apiHostOf - The host that a task is asked about at: what is no link comes from there.
*/
export const selectWantedFiles = (state: AppState, apiHostOf: (id: TaskId) => string): readonly WantedFile[] =>
	selectWantedDownloads(state).flatMap(({key, id, outputIndex, attempt}) => {
		const answer = state.watches.get(id)?.answer;
		const output = answer?.outputs[outputIndex];
		const stem = fileStem({model: answer?.model, provider: answer?.family ?? 'task', id, n: outputIndex + 1});
		const host = (output?.place.type === 'url' ? URL.parse(output.place.url)?.host : undefined) ?? apiHostOf(id);
		return output ? [{key, attempt, id, outputIndex, output, host, stem}] : [];
	});
