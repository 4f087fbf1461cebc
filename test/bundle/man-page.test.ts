import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {manPage} from '../../.build/man-page.ts';
import {exitCodes} from '../../source/help-text.js';
import {type Option, optionSyntax, options} from '../../source/options.js';
import type {Subcommand} from '../../source/subcommands/subcommand.js';
import {subcommands} from '../../source/subcommands/subcommands.js';
import {whyWithout} from '../helpers/is-installed.js';

const skip = whyWithout('man');

/** What `man` makes of the page, in a window that holds each paragraph in a line. */
const shown = (context: TestContext, locale: string) => {
	const folder = mkdtempSync(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(() => rmSync(folder, {recursive: true, force: true}));
	const file = path.join(folder, 'taskwatch.1');
	writeFileSync(file, manPage('1.2.3'));
	const {stdout, stderr} = spawnSync('man', ['--warnings', '--nj', '-l', file], {
		encoding: 'utf8',
		env: {PATH: process.env['PATH'], HOME: folder, LC_ALL: locale, MANWIDTH: '1000', TERM: 'dumb'},
	});
	return {text: stdout.trim().replaceAll(/^ +/gmv, '').replaceAll('‐', '-'), stderr};
};

for (const locale of ['C.UTF-8', 'C']) {
	test(`the manual page is without a fault for \`man\` in the locale ${locale}`, {skip}, context => {
		const {text, stderr} = shown(context, locale);

		assert.equal(stderr, '');
		assert.match(text, /^TASKWATCH\(1\) +User Commands +TASKWATCH\(1\)\n/v);
		assert.match(text, /\ntaskwatch 1\.2\.3 +TASKWATCH\(1\)$/v);
	});
}

test('the manual page has all sections, and in them all commands, options, variables and exit codes', {
	skip,
}, context => {
	const {text} = shown(context, 'C.UTF-8');

	const titles = [
		'NAME',
		'SYNOPSIS',
		'DESCRIPTION',
		'COMMANDS',
		'OPTIONS',
		'ENVIRONMENT',
		'FILES',
		'EXIT STATUS',
		'EXAMPLES',
	];
	const sections = new Map(
		text
			// A variable without an underscore is no title.
			.split(/\n\n(?=[A-Z]{4,}(?: [A-Z]+)?\n(?!The same as ))/v)
			.map(part => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1).split('\n')]),
	);
	const has = (title: string, ...lines: readonly string[]) => {
		const missing = lines.filter(line => !sections.get(title)?.some(each => each.startsWith(line)));
		assert.deepEqual({title, missing}, {title, missing: []});
	};

	assert.deepEqual([...sections.keys()].slice(1), titles);
	has('NAME', 'taskwatch - watch asynchronous image and video generation tasks');
	for (const {usage, description, options: own, examples} of subcommands as readonly Subcommand[]) {
		has('SYNOPSIS', `taskwatch ${usage.replaceAll('…', '...')}`);
		has('COMMANDS', `taskwatch ${usage.replaceAll('…', '...')}`, description);
		for (const name of own) {
			assert.match(sections.get('COMMANDS')?.join('\n') ?? '', new RegExp(`--(?:no-)?${options[name].flag}`, 'v'));
		}
		has('EXAMPLES', ...examples.map(({command}) => command.replaceAll('…', '...')));
	}
	for (const option of Object.values<Option>(options)) {
		has('OPTIONS', optionSyntax(option));
		has('ENVIRONMENT', option.environment ?? '');
	}
	has('ENVIRONMENT', 'TASKWATCH_TOKEN');
	has('EXIT STATUS', ...exitCodes.map(([code]) => String(code)));
});
