import {type Option, type OptionName, optionMeaning, options} from '../options.js';
import type {Candidate, Subcommand} from './subcommand.js';

export type Completion = 'files' | 'folders' | readonly Candidate[];

/** The options before the cursor that have values. */
export type OptionValues = Readonly<Partial<Record<OptionName, string>>>;

type Source = (values: OptionValues) => Promise<readonly Candidate[]>;

/** What is looked up only when it is asked for. */
export type CompletionSources = {
	readonly profiles: Source;
	readonly providers: Source;
	/** The tasks on the watch list. */
	readonly tasks: Source;
};

type Entry = readonly [name: OptionName, option: Option];

/** What stands before the cursor. */
type Typed = {
	readonly words: readonly string[];
	readonly values: OptionValues;
	readonly given: ReadonlySet<OptionName>;
	/** The option that the word at the cursor is the value of. */
	readonly open?: Entry;
	/** Whether `--` has been typed: no option comes after it. */
	readonly isOptionsOver: boolean;
};

const entries = Object.entries(options) as unknown as readonly Entry[];

const flagOf = ({flag, isOnByDefault}: Option): string => `--${isOnByDefault ? 'no-' : ''}${flag}`;

const read = (typed: readonly string[]): Typed => {
	const words: string[] = [];
	const values: Partial<Record<OptionName, string>> = {};
	const given = new Set<OptionName>();
	let open: Entry | undefined;
	let isOptionsOver = false;

	for (const word of typed) {
		if (open) {
			values[open[0]] = word;
			open = undefined;
		} else if (isOptionsOver || !word.startsWith('-') || word === '-') {
			words.push(word);
		} else if (word === '--') {
			isOptionsOver = true;
		} else {
			const [flag, ...rest] = word.split('=');
			const found = entries.find(([, option]) => flag === flagOf(option) || flag === `-${option.shortFlag}`);
			if (found) {
				given.add(found[0]);
				if (rest.length > 0) {
					values[found[0]] = rest.join('=');
				} else if (found[1].value !== undefined) {
					open = found;
				}
			}
		}
	}

	return {words, values, given, ...(open && {open}), isOptionsOver};
};

/** All that may stand where the cursor is, whatever of it is typed already. */
const allWords = async (
	before: readonly string[],
	current: string,
	commands: readonly Subcommand[],
	sources: CompletionSources,
): Promise<Completion> => {
	const {words, values, given, open, isOptionsOver} = read(before);
	const command = commands.find(({name}) => name === words[0]);

	const valuesOf = async ([, {completes}]: Entry): Promise<Completion> =>
		completes === 'profiles' || completes === 'providers' ? sources[completes](values) : (completes ?? []);

	if (open) {
		return valuesOf(open);
	}

	if (current.startsWith('-') && !isOptionsOver) {
		const own: readonly OptionName[] = [...((command ?? commands[0])?.options ?? []), 'help', 'version'];
		const known = entries.filter(([name]) => own.includes(name) && !given.has(name));
		const assigned = known.find(([, option]) => current.startsWith(`${flagOf(option)}=`));
		if (!assigned) {
			return known.map(([, option]) => ({word: flagOf(option), meaning: optionMeaning(option)}));
		}

		const completion = await valuesOf(assigned);
		return typeof completion === 'string'
			? completion
			: completion.map(({word, meaning}) => ({word: `${flagOf(assigned[1])}=${word}`, meaning}));
	}

	if (words.length === 0) {
		// The first command is the one that needs no word.
		return commands.slice(1).map(({name, description}) => ({word: name, meaning: description}));
	}

	const candidates = command?.completes === 'tasks' ? await sources.tasks(values) : (command?.completes ?? []);
	return candidates.filter(({word}) => !words.includes(word));
};

/**
What may stand where the cursor is.

@param typed - What stands behind the program's name up to the cursor; the last word, perhaps empty, is the one to complete.
*/
export const completeWords = async (
	typed: readonly string[],
	commands: readonly Subcommand[],
	sources: CompletionSources,
): Promise<Completion> => {
	const current = typed.at(-1) ?? '';
	const completion = await allWords(typed.slice(0, -1), current, commands, sources);
	return typeof completion === 'string' ? completion : completion.filter(({word}) => word.startsWith(current));
};
