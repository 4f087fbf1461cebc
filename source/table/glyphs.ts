import type {Phase} from '../task/task.js';

export type Glyphs = Readonly<
	Record<
		Phase | 'missing' | 'cursor' | 'mark' | 'down' | 'dot' | 'none' | 'ellipsis' | 'rule' | 'full' | 'empty',
		string
	>
>;

/** Each is one column wide in every terminal, and none is an emoji. */
export const unicodeGlyphs: Glyphs = {
	queued: '○',
	running: '●',
	succeeded: '✓',
	failed: '✗',
	cancelled: '⊘',
	expired: '⊗',
	unknown: '?',
	missing: '?',
	cursor: '❯',
	mark: '*',
	down: '↓',
	dot: '·',
	none: '—',
	ellipsis: '…',
	rule: '─',
	full: '█',
	empty: '░',
};

export const asciiGlyphs: Glyphs = {
	queued: '.',
	running: '*',
	succeeded: '+',
	failed: 'x',
	cancelled: 'o',
	expired: '!',
	unknown: '?',
	missing: '?',
	cursor: '>',
	mark: '*',
	down: 'v',
	dot: '|',
	none: '-',
	ellipsis: '~',
	rule: '-',
	full: '#',
	empty: '.',
};
