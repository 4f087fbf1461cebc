import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import type {DescribedService} from './described-services.js';

const {TASKWATCH_PRISM: givenPrism, TASKWATCH_OPENAPI: givenFolder} = process.env;

const installedPrism = (): string | undefined => {
	try {
		return createRequire(import.meta.url).resolve('@stoplight/prism-cli');
	} catch {
		// Not installed is a reason to skip, which `whatIsMissing` tells.
		return undefined;
	}
};

/** What the environment names must be there: a test that is skipped for a typing error would be silent for good. */
const existing = (file: string, variable: string): string => {
	if (!existsSync(file)) {
		throw new Error(`${variable} leads to ${file}, which is not there`);
	}

	return file;
};

/**
The program of Prism: the one that the environment names, else the one installed beside the project's own packages.

@throws {Error} when the environment names one that is not there.
*/
export const findPrism = (): string | undefined =>
	givenPrism ? existing(givenPrism, 'TASKWATCH_PRISM') : installedPrism();

/**
The OpenAPI document of a service: `NAME.json` in the folder that the environment names.

@throws {Error} when that folder is not there.
*/
export const findDocument = ({provider}: DescribedService): string | undefined => {
	const file = path.join(givenFolder ? existing(givenFolder, 'TASKWATCH_OPENAPI') : '', `${provider}.json`);
	return givenFolder && existsSync(file) ? file : undefined;
};

/**
Why a service cannot be asked at a mock server here, and what to do about it.
*/
export const whatIsMissing = (service: DescribedService): string | undefined => {
	const needs = [
		...(findPrism() === undefined
			? ['Prism: npm install --no-save @stoplight/prism-cli@5, or TASKWATCH_PRISM=/path/to/its/dist/index.js']
			: []),
		...(findDocument(service) === undefined
			? [`its document: save ${service.source} as ${service.provider}.json in a folder, TASKWATCH_OPENAPI=/that/folder`]
			: []),
	];
	return needs.length === 0
		? undefined
		: `NOT TESTED: ${service.provider} at a mock server. It needs ${needs.join('; and ')}`;
};
