import type {DemoTask} from './demo-task.js';
import {createMediaFile, type MediaFile} from './media/media-file.js';

export type CatalogueEntry = {
	/** On the media host. */
	readonly path: string;
	readonly file: MediaFile;
};

/**
All that the tasks make.
*/
export type Catalogue = {
	readonly ofTask: (id: string) => readonly CatalogueEntry[];
	readonly atPath: (path: string) => MediaFile | undefined;
};

const entriesOf = ({id, shape, outcome}: DemoTask): readonly CatalogueEntry[] =>
	outcome.type === 'failed'
		? []
		: outcome.media.map((spec, index) => {
				const file = createMediaFile(spec);
				return {path: `/${shape}/${id}/output-${index + 1}.${file.extension}`, file};
			});

export const createCatalogue = (tasks: readonly DemoTask[]): Catalogue => {
	const byTask = new Map(tasks.map(task => [task.id, entriesOf(task)]));
	const byPath = new Map([...byTask.values()].flat().map(({path, file}) => [path, file]));
	return {
		ofTask: id => byTask.get(id) ?? [],
		atPath: path => byPath.get(path),
	};
};
