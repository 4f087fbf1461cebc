import {hintsFor} from '../commands/commands.js';
import {questionOf} from '../commands/question.js';
import {openBoxOf} from '../commands/text-box.js';
import {selectTrouble} from '../store/selectors.js';
import type {Line, Tone} from '../table/cell.js';
import {cutText, widthOf} from '../table/fit-text.js';
import {fitLine, lineWidth, spreadLine} from '../table/line.js';
import {keyLabel} from './help-view.js';
import type {ViewContext} from './view-context.js';

/**
The line above the footer: the notice of the moment, else a trouble that concerns all, and on the right where the table stands.
*/
export const statusLine = ({state, glyphs, columns, outputFolder}: ViewContext, extent: string | undefined): Line => {
	const trouble = selectTrouble(state);
	const question = questionOf(state);
	const left: Line = question
		? [{text: question, tone: 'strong'}]
		: state.notice
			? [{text: state.notice.text, tone: state.notice.tone}]
			: trouble
				? [{text: trouble, tone: 'trouble'}]
				: [{text: `Results go to ${outputFolder}`, tone: 'faint'}];
	const right = [...(state.marks.size > 0 ? [`${state.marks.size} marked`] : []), ...(extent ? [extent] : [])];
	return spreadLine(left, [{text: right.join(` ${glyphs.dot} `), tone: 'faint'}], columns, glyphs.ellipsis);
};

const hintLine = (hints: readonly {readonly key: string; readonly text: string}[]): Line =>
	hints.flatMap(
		({key, text}, index): Line => [
			{text: `${index === 0 ? '' : '  '}${keyLabel(key)}`, tone: 'strong' satisfies Tone},
			{text: ` ${text}`, tone: 'faint' satisfies Tone},
		],
	);

/**
The keys that make sense now. Where they do not all fit, those at the end go first, but never the last two, which lead back or to the help, and out.
*/
export const footerLine = (context: ViewContext, isHelpCut: boolean): Line => {
	const {state, glyphs, columns} = context;
	const box = openBoxOf(state);
	if (box) {
		return fitLine(
			hintLine([
				{key: 'enter', text: box.verb},
				{key: 'esc', text: 'back'},
			]),
			columns,
			glyphs.ellipsis,
		);
	}

	const all = hintsFor(state, context, isHelpCut);
	const kept = all.slice(-2);
	const optional = all.slice(0, -2);
	while (optional.length > 0 && lineWidth(hintLine([...optional, ...kept])) > columns) {
		optional.pop();
	}

	return fitLine(hintLine([...optional, ...kept]), columns, glyphs.ellipsis);
};

/**
The open text box: its end is always seen, as that is where the typing happens.
*/
export const boxLine = ({state, glyphs, columns}: ViewContext): Line => {
	const box = openBoxOf(state);
	if (!box) {
		return [];
	}

	const prompt = `${box.prompt} `;
	const width = Math.max(1, columns - widthOf(prompt) - 1);
	const tail = tailOf(state.box?.text ?? '', width, glyphs.ellipsis);
	const text = tail === '' ? [] : [{text: tail}];
	const hint =
		tail === '' ? [{text: cutText(box.hint, width - 1, 'end', glyphs.ellipsis), tone: 'faint' as const}] : [];
	return fitLine(
		[{text: prompt, tone: 'strong'}, ...text, {text: glyphs.full, tone: 'busy'}, ...hint],
		columns,
		glyphs.ellipsis,
	);
};

/** The end of a text that fits. Combining marks take no room, so they stay with the character before them. */
const tailOf = (text: string, width: number, ellipsis: string): string => {
	if (widthOf(text) <= width) {
		return text;
	}

	let rest = width - 1;
	const characters = [...text];
	const start = characters.findLastIndex(character => {
		rest -= widthOf(character);
		return rest < 0;
	});
	return ellipsis + characters.slice(start + 1).join('');
};
