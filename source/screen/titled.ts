import type {Line, Span} from '../table/cell.js';
import {padText} from '../table/fit-text.js';

const titleWidth = 10;
const margin = '  ';

/** Where the values begin. */
export const valueStart = margin.length + titleWidth;

/**
A line of details: a word on the left, and what there is to say of it.
*/
export const titled = (title: string, value: Span): Line => [
	{text: margin + padText(title, titleWidth), tone: 'faint'},
	value,
];
