import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

type LockedPackage = {
	readonly dev?: boolean;
	readonly optional?: boolean;
	readonly integrity?: string;
	readonly hasInstallScript?: boolean;
	readonly link?: boolean;
	readonly os?: readonly string[];
	readonly cpu?: readonly string[];
	readonly dependencies?: Readonly<Record<string, string>>;
};

const read = (name: string) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));

const {dependencies, files, scripts} = read('package.json') as Readonly<Record<string, Record<string, string>>>;
const {lockfileVersion, packages} = read('package-lock.json') as {
	readonly lockfileVersion: number;
	readonly packages: Readonly<Record<string, LockedPackage>>;
};

const installed = Object.entries(packages).filter(([name]) => name !== '');
const forUsers = installed.filter(([, {dev = false}]) => !dev);

const namesOf = (found: typeof installed): readonly string[] => found.map(([name]) => name);

test('those who install the program get five packages, and what those need', () => {
	assert.deepEqual(Object.keys(dependencies ?? {}).toSorted(), ['ink', 'meow', 'react', 'undici', 'zustand']);
	assert.ok(forUsers.length < 50, `${forUsers.length}`);
});

test('nothing of it is run when it is installed', () => {
	assert.deepEqual(namesOf(forUsers.filter(([, {hasInstallScript}]) => hasInstallScript)), []);
	assert.deepEqual(
		['preinstall', 'install', 'postinstall', 'prepare'].filter(name => name in (scripts ?? {})),
		[],
	);
});

test('nothing of it is made for one kind of machine alone, as native code is', () => {
	assert.deepEqual(namesOf(forUsers.filter(([, {os, cpu}]) => os !== undefined || cpu !== undefined)), []);
	assert.deepEqual(
		namesOf(forUsers.filter(([, each]) => /node-gyp|prebuild|bindings|node-addon/.test(JSON.stringify(each)))),
		[],
	);
});

test('each package is locked by its content, and none comes from elsewhere than a registry', () => {
	assert.equal(lockfileVersion, 3);
	assert.deepEqual(
		namesOf(installed.filter(([, {integrity = '', link}]) => link || !integrity.startsWith('sha512-'))),
		[],
	);
});

test('of this folder only the built program and its history are published', () => {
	assert.deepEqual(files, ['dist', 'CHANGELOG.md']);
});
