import {randomUUID} from 'node:crypto';
import {Base64Error, createBase64Decoder} from '../engine/base64-decoder.js';
import {inlineMedia} from '../providers/inline-media.js';
import type {Output, Place, TaskAnswer} from '../task/task.js';
import type {AnswerFile} from './answer-files.js';
import {createUnescape} from './json-escapes.js';
import type {TakeLongText} from './long-texts.js';

/** Enough for the prefix of a `data:` link, and behind it for what tells the kind and the size of a picture. */
const startBytes = 256;
const startCharacters = 32;

/**
The long files of one answer, which go to the disk as they come instead of into memory.
*/
export type FilesInAnswer = {
	readonly take: TakeLongText;
	/** The answer with the places where its files are. */
	readonly placed: (answer: TaskAnswer) => Promise<TaskAnswer>;
	/** Remove what no output needed. Never throws. */
	readonly close: () => Promise<void>;
};

type Taken = {
	readonly file: AnswerFile | undefined;
	/** Why it is not whole. */
	readonly failure: Error | undefined;
};

const keep = async ({file, failure}: Taken): Promise<Place> => {
	try {
		if (!file || failure) {
			throw failure ?? new Error('it is empty');
		}

		return {type: 'kept', sha256: await file.keep()};
	} catch (error) {
		return {type: 'unkept', reason: `The file in the answer could not be kept: ${(error as Error).message}`};
	}
};

const isSameFile = ({place}: Output, other: Output): boolean =>
	place.type === 'kept' && other.place.type === 'kept' && place.sha256 === other.place.sha256;

/**
@param makeFile - Makes a file to write to. What it throws is the reason that is told for there being none.
*/
export const createFilesInAnswer = (makeFile: () => Promise<AnswerFile>): FilesInAnswer => {
	/** By what stands in the answer behind the first characters of each, which no service can know before. */
	const taken = new Map<string, Taken>();
	const files: AnswerFile[] = [];

	const make = async (): Promise<AnswerFile> => {
		const file = await makeFile();
		files.push(file);
		return file;
	};

	const take: TakeLongText = start => {
		const beginning = Buffer.from(createUnescape()(start.subarray(0, startBytes))).toString('latin1');
		const media = inlineMedia(beginning);
		if (!media) {
			return undefined;
		}

		const unescaped = createUnescape();
		const decoder = createBase64Decoder();
		const prefix = beginning.slice(0, -media.base64.length);
		let leftOfPrefix = prefix.length;
		let file: AnswerFile | undefined;
		let failure: Error | undefined;

		const unlessFailed = async (work: () => void | Promise<void>): Promise<void> => {
			try {
				await (failure ?? work());
			} catch (error) {
				failure = error as Error;
			}
		};

		return {
			write: async piece =>
				unlessFailed(async () => {
					const text = unescaped(piece);
					const base64 = text.subarray(leftOfPrefix);
					leftOfPrefix -= text.length - base64.length;
					const bytes = decoder.decode(base64);
					file ??= await make();
					await file.write(bytes);
				}),

			async end() {
				await unlessFailed(decoder.end);
				const mark = `~${randomUUID()}`;
				taken.set(mark, {file, failure});
				return prefix + media.base64.slice(0, startCharacters) + mark;
			},
		};
	};

	/** What is no base64 stays what it is, and is found unreadable by whoever wants to save it. */
	const placeOf = async (place: Place): Promise<Place> => {
		const found = place.type === 'inline' ? taken.get(/~.*$/sv.exec(place.base64)?.[0] ?? '') : undefined;
		if (place.type !== 'inline' || !found || found.failure instanceof Base64Error) {
			return place;
		}

		return {...(await keep(found)), ...(place.mime !== undefined && {mime: place.mime})};
	};

	return {
		take,

		async placed(answer) {
			const outputs: Output[] = [];
			for (const output of answer.outputs) {
				const placed = {...output, place: await placeOf(output.place)};
				if (!outputs.some(other => isSameFile(placed, other))) {
					outputs.push(placed);
				}
			}

			return taken.size === 0 ? answer : {...answer, outputs};
		},

		async close() {
			await Promise.all(files.map(async ({discard}) => discard()));
		},
	};
};
