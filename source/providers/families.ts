import {ark} from './ark.js';
import {dashscope} from './dashscope.js';
import type {Family} from './family.js';
import {jimeng} from './jimeng.js';
import {kling} from './kling.js';
import {luma} from './luma.js';
import {minimaxFile} from './minimax-file.js';
import {minimaxV1} from './minimax-v1.js';
import {minimaxV2} from './minimax-v2.js';
import {openaiContent} from './openai-content.js';
import {openaiVideo} from './openai-video.js';
import {picwish} from './picwish.js';
import {suno} from './suno.js';
import {vidu} from './vidu.js';

/**
Every answer shape that we can read. The first that recognises a body reads it, so a shape stands before the wider ones that would recognise it too:

- a MiniMax file has the `base_resp` of a MiniMax task;
- an OpenAI video may hold a gateway's `content`, as Ark's tasks do;
- a Vidu answer has a `state`, as Luma's have.
*/
export const families: readonly Family[] = [
	minimaxFile,
	minimaxV1,
	minimaxV2,
	openaiVideo,
	openaiContent,
	dashscope,
	jimeng,
	kling,
	picwish,
	vidu,
	luma,
	suno,
	ark,
];
