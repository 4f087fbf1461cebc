import {createHash} from 'node:crypto';
import type {DatabaseSync} from 'node:sqlite';
import type {Place, TaskId} from '../task/task.js';
import type {Watch} from '../task/watch.js';
import {sumOf} from './watch-rows.js';

type InlinePlace = Extract<Place, {readonly type: 'inline'}>;

const isInline = (place: Place): place is InlinePlace => place.type === 'inline';

const withInlinePlaces = (watch: Watch, change: (place: InlinePlace) => InlinePlace): Watch => {
	const {answer} = watch;
	return answer?.outputs.some(({place}) => isInline(place))
		? {
				...watch,
				answer: {
					...answer,
					outputs: answer.outputs.map(output =>
						isInline(output.place) ? {...output, place: change(output.place)} : output,
					),
				},
			}
		: watch;
};

/** How the text of a file is called in a record that is without it. */
const namePrefix = 'sha256:';

/** Each file is summed up once: a record that changes brings the same objects again. */
const names = new WeakMap<InlinePlace, string>();

const nameOf = (place: InlinePlace): string => {
	const name = names.get(place) ?? namePrefix + createHash('sha256').update(place.base64).digest('hex');
	names.set(place, name);
	return name;
};

/**
Keep the files that an answer itself holds, each once, apart from the record of its task: so a record that changes does not bring them along.

@returns What takes out of a watch what is kept, and has kept it. To be called within a transaction.
*/
export const createFileKeeper = (database: DatabaseSync): ((watch: Watch) => Watch) => {
	const known = database.prepare('SELECT name FROM inline_files WHERE id = ?');
	const put = database.prepare('INSERT INTO inline_files (id, name, base64, sum) VALUES (?, ?, ?, ?)');
	const drop = database.prepare('DELETE FROM inline_files WHERE id = ? AND name = ?');

	return watch => {
		const {id} = watch;
		const kept = new Set(known.all(id).map(({name}) => String(name)));
		const needed = new Set<string>();
		const record = withInlinePlaces(watch, place => {
			const name = nameOf(place);
			if (!kept.has(name) && !needed.has(name)) {
				put.run(id, name, place.base64, sumOf(place.base64));
			}

			needed.add(name);
			return {...place, base64: name};
		});
		for (const name of kept.difference(needed)) {
			drop.run(id, name);
		}

		return record;
	};
};

/** A text that was lost or damaged is empty: the file can then still be asked for anew. */
const textOf = (database: DatabaseSync | undefined, id: TaskId, name: string): string => {
	const row = database?.prepare('SELECT base64, sum FROM inline_files WHERE id = ? AND name = ?').get(id, name);
	const base64 = row?.['base64'];
	return typeof base64 === 'string' && row?.['sum'] === sumOf(base64) ? base64 : '';
};

/**
A watch as it was before its files were kept apart. Records of older programs hold theirs themselves.

@param database - Where they are kept; `undefined` where that cannot be read.
@throws where the table cannot be read.
*/
export const withFiles = (database: DatabaseSync | undefined, watch: Watch): Watch =>
	withInlinePlaces(watch, place =>
		place.base64.startsWith(namePrefix) ? {...place, base64: textOf(database, watch.id, place.base64)} : place,
	);
