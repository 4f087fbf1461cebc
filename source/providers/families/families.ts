import {ark} from './ark.js';
import {bfl} from './bfl.js';
import {dashscope} from './dashscope.js';
import {falFailure, falNotReady, falResult} from './fal-result.js';
import {falStatus} from './fal-status.js';
import type {Family} from './family.js';
import {jimeng} from './jimeng.js';
import {kie} from './kie.js';
import {kieError} from './kie-error.js';
import {kling} from './kling.js';
import {kling3} from './kling-3.js';
import {luma} from './luma.js';
import {midjourney} from './midjourney.js';
import {minimaxFile} from './minimax-file.js';
import {minimaxV1} from './minimax-v1.js';
import {minimaxV2} from './minimax-v2.js';
import {createNewApi} from './new-api.js';
import {newApiVideo} from './new-api-video.js';
import {openaiContent} from './openai-content.js';
import {openaiVideo} from './openai-video.js';
import {piapi} from './piapi.js';
import {picwish} from './picwish.js';
import {replicate} from './replicate.js';
import {runway} from './runway.js';
import {stability} from './stability.js';
import {suno} from './suno.js';
import {unifiedVideo} from './unified-video.js';
import {veo} from './veo.js';
import {vidu} from './vidu.js';
import {xai} from './xai.js';

const direct: readonly Family[] = [
	minimaxFile,
	minimaxV1,
	minimaxV2,
	openaiVideo,
	openaiContent,
	replicate,
	falStatus,
	veo,
	midjourney,
	dashscope,
	jimeng,
	kling,
	kling3,
	kie,
	piapi,
	kieError,
	picwish,
	vidu,
	luma,
	runway,
	suno,
	bfl,
	stability,
	unifiedVideo,
	ark,
	newApiVideo,
	xai,
	falNotReady,
	falFailure,
	falResult,
];

/**
Every answer shape that we can read. The first that recognises a body reads it, so a shape stands before the wider ones that would recognise it too:

- the record of new-api has the `code` and the `data` of a Suno answer;
- a MiniMax file has the `base_resp` of a MiniMax task;
- an OpenAI video may hold a gateway's `content`, as Ark's tasks do;
- a Midjourney task may have a `state`, which is the caller's own text, and a Vidu answer has one, as Luma's have;
- a flat video of a gateway has the `status` and the `task_id` of many, and a result of fal has no more than its files.
*/
export const families: readonly Family[] = [createNewApi(direct), ...direct];
