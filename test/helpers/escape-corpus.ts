const esc = '\u001B';

const from = (start: number, end: number): readonly string[] =>
	Array.from({length: end - start + 1}, (_, index) => String.fromCodePoint(start + index));

/** Clear, move, report, change modes, colours, titles, the size of the window, the keyboard. */
const controls = [
	...['J', '2J', '3J', 'H', '5;5H', 'A', '99B', 'K', '2K', 'L', 'M', 'P', 'X', 'S', 'T', 's', 'u', 'r', '1;2r'],
	...['m', '0m', '31m', '38;5;1m', '38;2;1;2;3m', '38:2::1:2:3m', '7m', '8m', '5n', '6n', '?6n', 'c', '>c', '=c', '0q'],
	...['?25l', '?25h', '?1049h', '?1049l', '?2004l', '?2004h', '?2026h', '?1000h', '?1006h', '4h', '20h', '!p', '?3h'],
	...[
		'8;100;100t',
		'21t',
		'20t',
		'14t',
		'2t',
		'>1u',
		'<u',
		'?u',
		'=1;1u',
		'>4;2m',
		' q',
		'"q',
		"'z",
		'$p',
		'200~',
		'201~',
	],
];

/** Titles, clipboard, links, colours, notifications, pictures, the keys of a terminal, tmux and screen. */
const strings = [
	...[']0;title', ']1;icon', ']2;title', ']4;1;?', ']7;file://h/', ']8;;https://evil.example', ']8;;', ']9;note'],
	...[']10;?', ']11;#000', ']12;?', ']52;c;eA==', ']52;c;?', ']104', ']133;A', ']777;notify;a;b', ']1337;File=:eA=='],
	...['P$qm', 'P+q544e', 'Pq#0;2;0;0;0', 'Ptmux;', 'P0;1|17/17', '^private', '_Gf=100;eA==', 'Xstart', 'ktitle'],
];

const ends = ['\u0007', `${esc}\\`, '\u009C', '\u0018', ''];

/** The same, begun by one byte instead of two. */
const inEightBits = (text: string): string =>
	text.replace(/^[\]P^_X[]/, sign => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0x40));

/** Marks that reverse, hide or join, and what breaks a line. */
const invisible = [
	...['\u00AD', '\u061C', '\u180E', '\uFEFF', '\u2060', '\u3164', '\uFE0F', '\u{E0001}', '\u{E0041}', '\u{1F3FB}'],
	...from(0x20_0b, 0x20_0f),
	...from(0x20_28, 0x20_2e),
	...from(0x20_61, 0x20_6f),
	...from(0xff_f9, 0xff_fb),
];

/** Sequences in, before or across others, so that what is left of one pass would be a new one. */
const nested = [
	`${esc}[${esc}[2J2J`,
	`${esc}${esc}[2J`,
	`${esc}\u009B2J`,
	`\u009B${esc}[2J`,
	`${esc}]0;${esc}[2J\u0007`,
	`${esc}]0;a${esc}`,
	`${esc}[\u001831m`,
	`${esc}[3\n1m`,
	`${esc}\u200B[2J`,
	`${esc}[${'9'.repeat(5000)}m`,
	`${esc}]52;c;${'A'.repeat(5000)}`,
	`${esc}_${esc}^${esc}P${esc}X`,
	`\uD83D${esc}[2J\uDE00`,
	`e${'\u0301'.repeat(50)}`,
	'\b'.repeat(20),
	`a\rb\u000Bc\fd\u0085e`,
];

/**
What a hostile service could write to take a terminal over, to hide text or to break lines, each in the midst of harmless text.
*/
export const escapeCorpus: readonly string[] = [
	...from(0x00, 0x1f),
	...from(0x7f, 0x9f),
	...from(0x20, 0x7e).map(sign => `${esc}${sign}`),
	...controls.flatMap(text => [`${esc}[${text}`, `\u009B${text}`]),
	...strings.flatMap(text => ends.flatMap(end => [`${esc}${text}${end}`, `${inEightBits(text)}${end}`])),
	...invisible,
	...nested,
].map(text => `before${text}after`);

/** Control characters, those of formats, and breaks of lines: none is part of a text that can be shown. */
export const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
