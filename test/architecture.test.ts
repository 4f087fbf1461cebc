import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';

const joined = [
	'task/',
	'engine/',
	'store/',
	'table/',
	'commands/',
	'output/',
	'screen/',
	'platform/',
	'config/',
	'providers/',
];

/** What the files of each folder may import: folders end in a slash, and `type …` may be imported for its types alone. */
const rules: Readonly<Record<string, readonly string[]>> = {
	task: ['task/'],
	providers: ['task/', 'providers/'],
	engine: ['task/', 'engine/'],
	store: ['task/', 'store/', 'zustand/vanilla'],
	table: ['task/', 'store/', 'table/', 'string-width', 'cli-truncate', 'wrap-ansi', 'pretty-ms', 'pretty-bytes'],
	commands: ['task/', 'store/', 'commands/', 'type ink'],
	output: ['task/', 'store/', 'table/', 'output/'],
	screen: ['task/', 'store/', 'table/', 'commands/', 'screen/', 'ink', 'react', 'zustand'],
	platform: [
		'task/',
		'engine/',
		'providers/',
		'platform/',
		'type store/',
		'undici',
		'file-type',
		'mediabunny',
		'image-size',
		'image-size/',
		'node:',
	],
	config: ['task/', 'providers/', 'platform/', 'config/', 'valibot'],
	'launch.ts': ['cli.tsx', 'node:'],
	subcommands: [...joined, 'subcommands/', 'top'],
	// Everything else at the top joins the folders. Nobody imports it but its likes.
	'': [...joined, 'subcommands/', 'top', 'ink', 'meow', 'package.json'],
};

/** Made by a tool, not written. */
const generated: ReadonlySet<string> = new Set(['platform/demo/media/clips.ts']);

type Import = {readonly from: string; readonly target: string; readonly isType: boolean};

const folder = path.join(import.meta.dirname, '../source');
const names = readdirSync(folder, {recursive: true, encoding: 'utf8'})
	.filter(name => /\.tsx?$/.test(name))
	.map(name => name.replaceAll(path.sep, '/'))
	.sort();
const texts = new Map(names.map(name => [name, readFileSync(path.join(folder, name), 'utf8')]));

const statement =
	/^(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|^import\s+()'([^']+)'|\bimport\(()'([^']+)'/gm;

const resolve = (from: string, specifier: string): string => {
	const target = specifier.startsWith('.') ? path.posix.join(path.posix.dirname(from), specifier) : specifier;
	return names.find(name => name.replace(/\.tsx?$/, '.js') === target) ?? target;
};

const imports = names.flatMap(from =>
	[...(texts.get(from) ?? '').matchAll(statement)].map(
		([, type, fixed, , bare, , dynamic]): Import => ({
			from,
			target: resolve(from, fixed ?? bare ?? dynamic ?? ''),
			isType: type !== undefined,
		}),
	),
);

const ringOf = (name: string): string => (name in rules ? name : name.includes('/') ? (name.split('/')[0] ?? '') : '');

const isAllowed = ({from, target, isType}: Import): boolean => {
	const isTop = ['', 'subcommands'].includes(ringOf(from)) && names.includes(target) && !target.includes('/');
	return (rules[ringOf(from)] ?? []).some(rule => {
		const allowed = isType ? rule.replace(/^type /, '') : rule;
		return /[/:]$/.test(allowed) ? target.startsWith(allowed) : (isTop ? 'top' : target.replace('../', '')) === allowed;
	});
};

const findCycle = (name: string, trail: readonly string[], done: Set<string>): readonly string[] | undefined => {
	if (trail.includes(name)) {
		return [...trail.slice(trail.indexOf(name)), name];
	}

	if (done.has(name)) {
		return undefined;
	}

	for (const {target} of imports.filter(({from, isType}) => from === name && !isType)) {
		const cycle = findCycle(target, [...trail, name], done);
		if (cycle) {
			return cycle;
		}
	}

	done.add(name);
	return undefined;
};

const lineCounts = names
	.filter(name => !generated.has(name))
	.map(name => ({name, count: (texts.get(name) ?? '').trimEnd().split('\n').length}))
	.sort((one, other) => one.count - other.count);

test('each import is found', () => {
	const mentions = [...texts.values()].flatMap(text => text.match(/\bfrom '|\bimport\('|^import '/gm) ?? []);

	assert.equal(imports.length, mentions.length);
});

test('each folder imports only what its rule allows', () => {
	assert.deepEqual(
		imports.filter(each => !isAllowed(each)),
		[],
	);
});

test('no files import each other in a circle when the program runs', () => {
	const done = new Set<string>();

	assert.deepEqual(
		names.flatMap(name => findCycle(name, [], done) ?? []),
		[],
	);
});

test('only the two files that start the program touch the process', () => {
	const touching = names.filter(name => {
		const code = (texts.get(name) ?? '').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
		// Not the word in a text or in the name of a file.
		return /\bprocess\b(?!-| \$)/.test(code) && !code.includes('process: NodeJS.Process');
	});

	assert.deepEqual(touching, ['cli.tsx', 'launch.ts']);
});

test('no file is longer than 200 lines', () => {
	assert.deepEqual(
		lineCounts.filter(({count}) => count > 200),
		[],
	);
});

test('half of the files have at most 70 lines', () => {
	const median = lineCounts[Math.floor(lineCounts.length / 2)]?.count ?? 0;

	assert.ok(median <= 70, `The median is ${median}.`);
});
