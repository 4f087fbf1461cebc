import {get, list, text} from '../fields.js';
import {mediaOutput} from '../media-output.js';
import {isSuccessWord, readStatus} from '../phase-words.js';
import {tell} from '../tell.js';
import {fraction, time} from '../units.js';
import type {Family} from './family.js';

const name = 'runway';

/**
Runway. The progress counts from 0 to 1. Asking again gives fresh links.

@see https://docs.dev.runwayml.com/api/#tag/Task-management
*/
export const runway: Family = {
	name,
	recognises: body =>
		text(get(body, 'status')) !== undefined &&
		time(get(body, 'createdAt')) !== undefined &&
		(!isSuccessWord(get(body, 'status')) || Array.isArray(get(body, 'output'))),
	read: body =>
		tell(name, readStatus(get(body, 'status')), {
			progress: fraction(get(body, 'progress')),
			outputs: list(get(body, 'output')).map(url => mediaOutput(url, 'video')),
			isOutputDue: true,
			error: text(get(body, 'failure')) ?? text(get(body, 'failureCode')),
			createdAt: time(get(body, 'createdAt')),
		}),
};
