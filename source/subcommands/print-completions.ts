import {withGuestList} from '../open-list.js';
import {readConfigFile} from '../platform/config-file.js';
import type {Program} from '../program.js';
import {services} from '../providers/services/services.js';
import {readSettings, type Settings} from '../settings.js';
import {lookOf} from '../table/phase-look.js';
import {cleanText} from '../task/clean-text.js';
import {UsageError} from '../task/errors.js';
import {type Completion, type CompletionSources, completeWords, type OptionValues} from './complete-words.js';
import {completionScripts, isShell} from './completion-scripts.js';
import type {Subcommand} from './subcommand.js';

/** What a shell puts in as it is must mean nothing to the shell, nor be taken for an option. */
const isInert = (word: string): boolean => /^[\w.:\/@][\w.:\/@\-]*$/v.test(word);

const sourcesOf = ({environment, home}: Program): CompletionSources => {
	const settingsOf = (values: OptionValues): Settings => readSettings(values, environment, home);

	return {
		async profiles(values) {
			const {configFile} = settingsOf(values);
			const {path, text} = readConfigFile({named: configFile, configHome: environment['XDG_CONFIG_HOME'], home});
			const {parseConfig} = await import('../config/parse-config.js');
			const {profiles} = parseConfig(text ?? '', path);
			return [...profiles].map(([word, {provider}]) => ({word, meaning: provider ?? services[0].name}));
		},

		providers: async () => services.map(({name, title}) => ({word: name, meaning: title})),

		async tasks(values) {
			const {watches} = withGuestList(settingsOf(values).stateFolder, Date.now(), list => list.load());
			return watches
				.filter(({id}) => isInert(id))
				.map(watch => ({word: watch.id, meaning: `${lookOf(watch).word} ${watch.label ?? ''}`}));
		},
	};
};

const completionText = (completion: Completion): string =>
	typeof completion === 'string'
		? `:${completion}\n`
		: completion.map(({word, meaning}) => `${word}\t${cleanText(meaning, 60)}\n`).join('');

/** The first word where a script asks; what the user has typed comes behind it. */
const askedFor = 'for';

/**
Print what makes a shell complete the command line, or, for that, what may stand where its cursor is.

@throws {UsageError} for a shell that there are no completions for.
*/
export const printCompletions = async (
	[shell = '', ...typed]: readonly string[],
	commands: readonly Subcommand[],
	program: Program,
): Promise<number> => {
	if (shell === askedFor) {
		program.stdout.write(completionText(await completeWords(typed, commands, sourcesOf(program))));
		return 0;
	}

	if (!isShell(shell)) {
		const shells = Object.keys(completionScripts).join(', ');
		throw new UsageError(
			shell === '' ? `Name one of the shells ${shells}.` : `There are completions for ${shells}, not for “${shell}”.`,
		);
	}

	program.stdout.write(completionScripts[shell]);
	return 0;
};
