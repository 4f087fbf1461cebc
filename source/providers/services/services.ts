import {aggregator} from './aggregator.js';
import {ark} from './ark.js';
import {bfl} from './bfl.js';
import {dashscope} from './dashscope.js';
import {fal} from './fal.js';
import {gemini} from './gemini.js';
import {kie} from './kie.js';
import {kling} from './kling.js';
import {luma} from './luma.js';
import {midjourneyProxy} from './midjourney-proxy.js';
import {minimax} from './minimax.js';
import {newApi} from './new-api.js';
import {openai} from './openai.js';
import {piapi} from './piapi.js';
import {replicate} from './replicate.js';
import {runway} from './runway.js';
import type {Service} from './service.js';
import {stability} from './stability.js';
import {vidu} from './vidu.js';
import {xai} from './xai.js';

/**
All services that can be asked, the default one first.
*/
export const services: readonly [Service, ...Service[]] = [
	aggregator,
	minimax,
	ark,
	dashscope,
	kling,
	vidu,
	luma,
	runway,
	gemini,
	openai,
	replicate,
	fal,
	bfl,
	xai,
	stability,
	kie,
	piapi,
	midjourneyProxy,
	newApi,
];

/**
Services that people ask for, and why an identifier and a key are not enough to ask them.
*/
export const unaskable: Readonly<Record<string, string>> = {
	volcengine:
		'Volcengine’s visual API needs a signed request with the req_key of the model. Ask the task through an aggregator, or use ark for Seedance.',
	vertex: 'Vertex AI needs a project, a location and an OAuth login. Use gemini with an API key.',
};

const byName = new Map(services.map(service => [service.name, service]));

export const findService = (name: string): Service | undefined => byName.get(name);
