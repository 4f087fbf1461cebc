/**
What stands at an ESC byte of the input.

- `key`: a key that the terminal tells by a sequence, Alt and another key included.
- `escape`: the Escape key itself.
- `reply`: a report that nobody typed: focus, mouse, or the terminal's answer to a query.
- `paste-start`, `paste-end`: the marks around a bracketed paste.
- `incomplete`: more must come before it can be told.
- `broken`: no sequence at all; it is to be dropped up to `end`.
*/
export type EscapeSequence = {
	readonly kind: 'key' | 'escape' | 'reply' | 'paste-start' | 'paste-end' | 'incomplete' | 'broken';
	/** The index after its last character. */
	readonly end: number;
};

type Kind = EscapeSequence['kind'];

type Grammar = {
	readonly introducer: RegExp;
	readonly complete: RegExp;
	/** What may still become complete. Bounded, so that nothing is held for ever. */
	readonly incomplete: RegExp;
	/** As much as is surely none of the user's keys. */
	readonly broken: RegExp;
	readonly kindOf: (sequence: string) => Kind;
};

/** Focus, mouse (SGR, urxvt, X10), device attributes and status, modes, window size, cursor position. A modified F3 looks like a cursor in the first row. The reply to the kitty keyboard query belongs to Ink. */
const csiReply = /^\u001B\[(?:[<=>].*|\?(?!\d+u$).*|[IO]|M.{3}|[\d;]+[Mnt]|[\d;]*\$y|(?!1;\d{1,2}R)\d+;\d+R)$/s;

const csiKind = (sequence: string): Kind => {
	if (sequence === '\u001B[200~') {
		return 'paste-start';
	}

	if (sequence === '\u001B[201~') {
		return 'paste-end';
	}

	return csiReply.test(sequence) ? 'reply' : 'key';
};

const grammars: readonly Grammar[] = [
	{
		// CSI, with the Linux console's `ESC[[A`, rxvt's `ESC[2$` and the three raw characters of an X10 mouse report.
		introducer: /\u001B\[/y,
		complete: /\u001B\[(?:\[\d{0,4}[A-Za-z~]|M[ -\uFFFF]{3}|[235678]\$|(?![[M])[0-?]*[ -/]*[@-~])/y,
		incomplete: /\u001B\[(?:\[\d{0,4}|M[ -\uFFFF]{0,2}|[0-?]{0,64}[ -/]{0,8})$/y,
		broken: /\u001B\[[0-?]*[ -/]*/y,
		kindOf: csiKind,
	},
	{
		introducer: /\u001BO/y,
		complete: /\u001BO[\d;]*[@-~]/y,
		incomplete: /\u001BO[\d;]{0,16}$/y,
		broken: /\u001BO[\d;]*/y,
		kindOf: () => 'key',
	},
	{
		// OSC, DCS and APC, told from Alt and the same character by what follows.
		introducer: /\u001B(?:\](?:\d|$)|P(?:[\d>!$+|]|$)|_(?:G|$))/y,
		complete: /\u001B[\]P_][^\u0003\u0007\u001B]*(?:\u0007|\u001B\\)/y,
		incomplete: /\u001B[\]P_][^\u0003\u0007\u001B]{0,4096}\u001B?$/y,
		broken: /\u001B[\]P_][^\u0003\u0007\u001B]*/y,
		kindOf: () => 'reply',
	},
];

const altKey = /\u001B[^\u0003\u001B]/uy;

const matchAt = (pattern: RegExp, text: string, at: number): string | undefined => {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0];
};

/**
Tell what stands at an ESC byte.

@param at - The index of the ESC byte.
*/
export const readEscapeSequence = (text: string, at: number): EscapeSequence => {
	if (at === text.length - 1) {
		return {kind: 'incomplete', end: text.length};
	}

	const grammar = grammars.find(({introducer}) => matchAt(introducer, text, at) !== undefined);
	if (!grammar) {
		const key = matchAt(altKey, text, at);
		return key === undefined ? {kind: 'escape', end: at + 1} : {kind: 'key', end: at + key.length};
	}

	const complete = matchAt(grammar.complete, text, at);
	if (complete !== undefined) {
		return {kind: grammar.kindOf(complete), end: at + complete.length};
	}

	if (matchAt(grammar.incomplete, text, at) !== undefined) {
		return {kind: 'incomplete', end: text.length};
	}

	return {kind: 'broken', end: at + (matchAt(grammar.broken, text, at)?.length ?? 1)};
};
