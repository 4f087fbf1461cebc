import type {Check, Finding} from './check.js';

/** Narrower ones show fewer columns of the table. */
const comfortable = {columns: 80, rows: 16};

const colours = {
	none: 'no colours (by --no-color, NO_COLOR, FORCE_COLOR or TERM)',
	basic: '16 colours',
	many: '256 colours',
} as const;

const multiplexerOf = (environment: Readonly<Record<string, string | undefined>>): string =>
	environment['TMUX'] ? ', in tmux' : environment['STY'] ? ', in GNU screen' : '';

/** What the terminal can show, and whether it marks what is pasted. */
export const checkTerminal: Check = async ({terminal, settings, environment}, {pasteMarks}) => {
	const about = 'terminal';
	const {isTerminal, isScreen, columns, rows} = terminal;
	if (!isTerminal) {
		return [{about, level: 'ok', found: 'none: taskwatch prints a line per change instead of the dashboard'}];
	}

	if (!isScreen) {
		return [
			{
				about,
				level: 'note',
				found: 'nothing is drawn on it, as CI is set or TERM is dumb',
				advice: 'Unset CI, or set TERM to what your terminal is.',
			},
		];
	}

	const depth = colours[settings.colourDepth];
	const name = environment['TERM'] ?? 'TERM is not set';
	const size: Finding = {
		about,
		level: 'ok',
		found: `${name}, ${columns} × ${rows}, ${depth}${multiplexerOf(environment)}`,
	};
	const isSmall = columns < comfortable.columns || rows < comfortable.rows;
	const locale = environment['LC_ALL'] || environment['LC_CTYPE'] || environment['LANG'] || '';
	const isUnicode = /utf-?8/iv.test(locale);
	const marks = await pasteMarks();
	return [
		isSmall
			? {...size, level: 'note', advice: `From ${comfortable.columns} × ${comfortable.rows} on all columns are shown.`}
			: size,
		isUnicode
			? {about: 'characters', level: 'ok', found: `UTF-8 (${locale})`}
			: {
					about: 'characters',
					level: 'note',
					found: `the locale ${locale || 'is not set and'} does not say UTF-8`,
					advice: 'If signs look broken: set LANG to a UTF-8 locale, or start with --ascii.',
				},
		marks === false
			? {
					about: 'paste',
					level: 'note',
					found: 'the terminal does not mark what is pasted',
					advice: 'Press a first, and paste into the box.',
				}
			: {
					about: 'paste',
					level: 'ok',
					found: marks
						? 'the terminal marks what is pasted'
						: 'the terminal does not tell whether it marks what is pasted',
				},
	];
};
