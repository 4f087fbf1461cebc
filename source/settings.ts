import {options} from './options.js';
import {UsageError} from './task/errors.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The options as they came from the command line. */
export type Flags = Readonly<Partial<Record<keyof typeof options, string | boolean>>>;

export type Settings = {
	readonly baseUrl: URL;
	/** Where the token is read from, if not from `token`. `-` is standard input. */
	readonly tokenFile: string | undefined;
	readonly token: string | undefined;
	readonly outputFolder: string;
	readonly stateFolder: string;
	readonly intervalMs: number | undefined;
	readonly concurrency: number | undefined;
	readonly isAutoDownload: boolean;
	readonly hasColour: boolean;
	readonly isAscii: boolean;
	readonly hasAltScreen: boolean;
};

type TextOption = 'tokenFile' | 'baseUrl' | 'outputDir' | 'stateDir' | 'interval' | 'concurrency';

type Value = {readonly text: string; readonly origin: string};

const parseBaseUrl = ({text, origin}: Value): URL => {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
		throw new UsageError(`${origin} must be an http or https address such as https://api.gpt.ge, not “${text}”.`);
	}

	if (url.username !== '' || url.password !== '' || url.search !== '') {
		throw new UsageError(`${origin} must be a plain address, without a user name and without a query.`);
	}

	return url;
};

const parseNumber = (
	{text, origin}: Value,
	{least, most, isWhole}: {least: number; most: number; isWhole: boolean},
): number => {
	const number = /^\d+(\.\d+)?$/v.test(text) ? Number(text) : Number.NaN;
	if (!(number >= least && number <= most) || (isWhole && !Number.isInteger(number))) {
		throw new UsageError(
			`${origin} must be a ${isWhole ? 'whole ' : ''}number from ${least} to ${most}, not “${text}”.`,
		);
	}

	return number;
};

/**
Put together what the user asked for: an option beats the environment, and that beats the default.

@param home - The user's home folder.
@throws {UsageError} that names the value, where it came from, and what is allowed.
*/
export const readSettings = (flags: Flags, environment: Environment, home: string): Settings => {
	const value = (name: TextOption): Value | undefined => {
		const option = options[name];
		const flag = flags[name];
		if (typeof flag === 'string') {
			if (flag === '') {
				throw new UsageError(`--${option.flag} needs a value: ${option.value}.`);
			}

			return {text: flag, origin: `--${option.flag}`};
		}

		const variable = 'environment' in option ? option.environment : undefined;
		const text = variable === undefined ? undefined : environment[variable];
		return text === undefined || text === '' || variable === undefined ? undefined : {text, origin: variable};
	};

	const interval = value('interval');
	const concurrency = value('concurrency');
	const stateHome = environment['XDG_STATE_HOME'];
	const token = environment['TASKWATCH_TOKEN']?.trim() || undefined;
	const hasColour = flags.color !== false && !environment['NO_COLOR'];

	return {
		baseUrl: parseBaseUrl(value('baseUrl') ?? {text: 'https://api.gpt.ge', origin: 'the default'}),
		tokenFile: token !== undefined && flags.tokenFile === undefined ? undefined : value('tokenFile')?.text,
		token,
		outputFolder: value('outputDir')?.text ?? '.',
		stateFolder:
			value('stateDir')?.text ?? `${stateHome?.startsWith('/') ? stateHome : `${home}/.local/state`}/taskwatch`,
		intervalMs: interval && 1000 * parseNumber(interval, {least: 0.05, most: 86_400, isWhole: false}),
		concurrency: concurrency && parseNumber(concurrency, {least: 1, most: 64, isWhole: true}),
		isAutoDownload: flags.download === true,
		hasColour,
		isAscii: flags.ascii === true,
		hasAltScreen: flags.altScreen !== false,
	};
};
