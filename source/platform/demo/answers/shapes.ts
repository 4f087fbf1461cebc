import type {Shape} from '../demo-task.js';
import type {LinkStyle} from '../links.js';
import type {AnswerMaker} from './answer.js';
import {ark} from './ark.js';
import {bailian} from './bailian.js';
import {jimengInline, jimengPictures, jimengVideo} from './jimeng.js';
import {minimax} from './minimax.js';
import {picture} from './picture.js';
import {vidu} from './vidu.js';

export type ShapeEntry = {
	readonly answer: AnswerMaker;
	readonly linkStyle: LinkStyle;
	readonly linkLifetimeMs: number;
};

const hourMs = 60 * 60 * 1000;

/**
How the service of each shape answers, how it signs its links, and how long they live.
*/
export const shapes: Readonly<Record<Shape, ShapeEntry>> = {
	minimax: {answer: minimax, linkStyle: 'oss', linkLifetimeMs: 9 * hourMs},
	'jimeng-video': {answer: jimengVideo, linkStyle: 'cdn', linkLifetimeMs: hourMs},
	'jimeng-pictures': {answer: jimengPictures, linkStyle: 'cdn', linkLifetimeMs: hourMs},
	'jimeng-inline': {answer: jimengInline, linkStyle: 'cdn', linkLifetimeMs: hourMs},
	ark: {answer: ark, linkStyle: 'tos', linkLifetimeMs: 24 * hourMs},
	vidu: {answer: vidu, linkStyle: 'cdn', linkLifetimeMs: 24 * hourMs},
	bailian: {answer: bailian, linkStyle: 'oss', linkLifetimeMs: 24 * hourMs},
	picture: {answer: picture, linkStyle: 'oss', linkLifetimeMs: hourMs},
};
