import type {AccountSettings, Wish} from './config/accounts.js';
import {isSafeForKeys} from './config/key-address.js';
import {parseDuration} from './duration.js';
import {options} from './options.js';
import type {Format} from './output/reporter.js';
import {type ColourDepth, colourDepthOf, isColourForced} from './screen/paint.js';
import {UsageError} from './task/errors.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The options as they came from the command line. */
export type Flags = Readonly<Partial<Record<keyof typeof options, string | boolean>>>;

export type Settings = {
	/** What the user says of the account. A key file named `-` is standard input. */
	readonly account: AccountSettings;
	/** The configuration file that the user names. */
	readonly configFile: string | undefined;
	/** The option or the variable that each value was taken from. */
	readonly origins: Readonly<Partial<Record<TextOption, string>>>;
	readonly stateFolder: string;
	readonly logFile: string | undefined;
	readonly isAutoDownload: boolean;
	/** Whether the tasks of the watch list are meant too. */
	readonly isAll: boolean;
	/** Whether one settled task is enough. */
	readonly isAny: boolean;
	readonly isFailFast: boolean;
	/** The longest wait. */
	readonly timeoutMs: number | undefined;
	readonly format: Format;
	readonly colourDepth: ColourDepth;
	/** Whether colours are wanted into a pipe too. */
	readonly isColourForced: boolean;
	readonly isAscii: boolean;
	readonly hasAltScreen: boolean;
	/** Whether all is told in lines of words rather than drawn. */
	readonly isSpoken: boolean;
};

export type TextOption = {
	[Name in keyof typeof options]: (typeof options)[Name] extends {readonly value: string} ? Name : never;
}[keyof typeof options];

const parseBaseUrl = ({text, origin}: Wish): URL => {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
		throw new UsageError(`${origin} must be an http or https address such as https://api.gpt.ge, not “${text}”.`);
	}

	if (!isSafeForKeys(url)) {
		throw new UsageError(
			`${origin} must be an https address, as http would show the token to whoever listens; only this machine and its network may be asked by http.`,
		);
	}

	if (url.username !== '' || url.password !== '' || url.search !== '') {
		throw new UsageError(`${origin} must be a plain address, without a user name and without a query.`);
	}

	return url;
};

const parseNumber = (
	{text, origin}: Wish,
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

/** About as long as a timer can be set. */
const longestTimeoutMs = 500 * 3_600_000;

const parseTimeout = ({text, origin}: Wish): number => {
	const timeoutMs = parseDuration(text);
	if (timeoutMs === undefined || timeoutMs === 0 || timeoutMs > longestTimeoutMs) {
		throw new UsageError(`${origin} must be a time such as 90s, 30m or 2h, up to 500h, not “${text}”.`);
	}

	return timeoutMs;
};

const formatOf = ({json, ndjson}: Flags): Format => {
	if (json && ndjson) {
		throw new UsageError('--json is one document at the end and --ndjson a line for each event: choose one of them.');
	}

	return json ? 'json' : ndjson ? 'ndjson' : 'text';
};

/**
What a switch of the environment means to most programs: anything but nothing, 0 and false turns it on.
*/
const isOn = (text = ''): boolean => !['', '0', 'false'].includes(text);

/** `INK_SCREEN_READER` is the variable of programs that draw with Ink, `ACCESSIBLE` that of several others. */
const isSpokenBy = (environment: Environment): boolean =>
	environment['INK_SCREEN_READER'] === 'true' || isOn(environment['ACCESSIBLE']);

/**
Put together what the user asked for: an option beats the environment, and that beats the default.

@param home - The user's home folder.
@throws {UsageError} that names the value, where it came from, and what is allowed.
*/
export const readSettings = (flags: Flags, environment: Environment, home: string): Settings => {
	const origins: Partial<Record<TextOption, string>> = {};

	const found = (name: TextOption): Wish | undefined => {
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

	const value = (name: TextOption): Wish | undefined => {
		const wish = found(name);
		if (wish) {
			origins[name] = wish.origin;
		}

		return wish;
	};

	const [baseUrl, interval, concurrency, keyFile, timeout] = [
		value('baseUrl'),
		value('interval'),
		value('concurrency'),
		value('tokenFile'),
		value('timeout'),
	];
	const token = environment['TASKWATCH_TOKEN']?.trim() ?? '';
	const stateHome = environment['XDG_STATE_HOME'];

	return {
		account: {
			profile: value('profile'),
			provider: value('provider'),
			baseUrl: baseUrl && parseBaseUrl(baseUrl),
			key:
				token !== '' && flags.tokenFile === undefined
					? {type: 'text', text: token, origin: 'TASKWATCH_TOKEN'}
					: keyFile && {type: 'file', path: keyFile.text},
			outputFolder: value('outputDir')?.text,
			intervalMs: interval && 1000 * parseNumber(interval, {least: 0.05, most: 86_400, isWhole: false}),
			hasSidecar: flags.sidecar === true,
			concurrency: concurrency && parseNumber(concurrency, {least: 1, most: 64, isWhole: true}),
		},
		configFile: value('config')?.text,
		origins,
		stateFolder:
			value('stateDir')?.text ?? `${stateHome?.startsWith('/') ? stateHome : `${home}/.local/state`}/taskwatch`,
		logFile: value('logFile')?.text,
		isAutoDownload: flags.download === true,
		isAll: flags.all === true,
		isAny: flags.any === true,
		isFailFast: flags.failFast === true,
		timeoutMs: timeout && parseTimeout(timeout),
		format: formatOf(flags),
		colourDepth: flags.color === false ? 'none' : colourDepthOf(environment),
		isColourForced: flags.color !== false && isColourForced(environment),
		isAscii: flags.ascii === true,
		hasAltScreen: flags.altScreen !== false,
		isSpoken: flags.screenReader === true || isSpokenBy(environment),
	};
};
