import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';

type Manifest = {
	readonly name: string;
	readonly version: string;
	readonly license?: string;
};

const isLicense = (name: string): boolean => /^(?:licen[cs]es?|copying|notice)(?:\.|-|$)/i.test(name);

const filesBelow = async (folder: string): Promise<readonly string[]> =>
	(await readdir(folder, {recursive: true}))
		.filter(file => isLicense(path.basename(file)) && !file.split(path.sep).includes('node_modules'))
		.toSorted()
		.map(file => path.join(folder, file));

const describePackage = async (folder: string): Promise<string> => {
	const {name, version, license}: Manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
	const files = await filesBelow(folder);
	if (files.length === 0 && license === undefined) {
		throw new Error(`Expected a licence in ${folder}`);
	}

	const texts = await Promise.all(files.map(file => readFile(file, 'utf8')));
	return [`${name} ${version} (${license})`, ...texts.map(text => text.trim())].join('\n\n');
};

/**
One text with the licences of packages that are part of the bundle, which most of them ask to be kept with every copy.

@throws {Error} When a package tells no licence.
*/
export const thirdPartyLicenses = async (folders: readonly string[]): Promise<string> => {
	const descriptions = await Promise.all(folders.map(describePackage));
	return `${descriptions.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
};
