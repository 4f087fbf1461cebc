import {elapsedMs, isElapsedApproximate} from '../task/watch.js';
import type {Column} from './cell.js';
import {fileCell} from './file-cell.js';
import {cutText, widthOf} from './fit-text.js';
import {formatDuration} from './format.js';
import {lookOf} from './phase-look.js';
import {pollCell} from './poll-cell.js';

const statusCell: Column['cell'] = (watch, {glyphs}, width) => {
	const {glyph, word, tone} = lookOf(watch);
	const {progress} = watch.answer ?? {};
	const more = glyph === 'running' && progress !== undefined ? ` ${Math.floor(progress)}%` : '';
	return {text: width < 3 ? glyphs[glyph] : `${glyphs[glyph]} ${word}${more}`, tone};
};

const nameCell: Column['cell'] = ({id, label}, {glyphs}, width) => {
	if (label === undefined) {
		return {text: cutText(id, width, 'middle', glyphs.ellipsis)};
	}

	// The label is what people know a task by; the end of the ID, where it fits, tells two of the same label apart.
	const restWidth = width - widthOf(label) - 2;
	return {text: restWidth >= 6 ? `${label}  ${cutText(id, restWidth, 'middle', glyphs.ellipsis)}` : label};
};

const sizeCell: Column['cell'] = ({answer}, {glyphs}) =>
	answer?.width && answer.height
		? {text: `${answer.width}x${answer.height}`}
		: answer?.resolutionLabel
			? {text: answer.resolutionLabel}
			: {text: glyphs.none, tone: 'faint'};

const modelCell: Column['cell'] = ({answer}, {glyphs}) =>
	answer?.model ? {text: answer.model} : {text: answer?.family ?? glyphs.none, tone: 'faint'};

const elapsedCell: Column['cell'] = (watch, {now, glyphs}) => {
	const elapsed = elapsedMs(watch, now);
	return elapsed === undefined
		? {text: glyphs.none, tone: 'faint'}
		: {text: `${isElapsedApproximate(watch) ? '~' : ''}${formatDuration(elapsed)}`};
};

const status: Column = {
	name: 'status',
	title: 'STATUS',
	minWidth: 14,
	maxWidth: 14,
	dropOrder: 3,
	cell: statusCell,
	narrow: {name: 'status', title: '', minWidth: 1, maxWidth: 1, dropOrder: 0, cell: statusCell},
};

const name: Column = {
	name: 'name',
	title: 'ID / LABEL',
	minWidth: 16,
	maxWidth: 44,
	dropOrder: 2,
	cell: nameCell,
	narrow: {name: 'name', title: 'ID / LABEL', minWidth: 7, maxWidth: 44, dropOrder: 0, cell: nameCell},
};

/**
The table, from left to right. What changes often stands on the right, as a changed line is written anew from its first change on.
*/
export const columns: readonly Column[] = [
	status,
	name,
	{
		name: 'model',
		title: 'MODEL',
		minWidth: 12,
		maxWidth: 26,
		dropOrder: 5,
		cut: 'middle',
		cell: modelCell,
	},
	{name: 'size', title: 'SIZE', minWidth: 9, maxWidth: 9, dropOrder: 4, cell: sizeCell},
	{name: 'elapsed', title: 'ELAPSED', minWidth: 8, maxWidth: 8, dropOrder: 0, align: 'right', cell: elapsedCell},
	{name: 'result', title: 'RESULT', minWidth: 18, maxWidth: 90, dropOrder: 1, cell: fileCell},
	{name: 'ask', title: 'NEXT ASK', minWidth: 11, maxWidth: 12, dropOrder: 6, cell: pollCell},
];
