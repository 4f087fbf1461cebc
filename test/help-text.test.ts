import assert from 'node:assert/strict';
import {test} from 'node:test';
import {helpText} from '../source/help-text.js';
import {options} from '../source/options.js';
import type {Subcommand} from '../source/subcommands/subcommand.js';
import {subcommands} from '../source/subcommands/subcommands.js';

const helps = [helpText(), ...subcommands.map(({name}) => helpText(name))];

test('each help fits a screen, and leads with examples', () => {
	for (const help of helps) {
		const lines = help.split('\n');

		assert.ok(lines.length <= 32, help);
		assert.deepEqual(
			lines.filter(line => [...line].length > 80),
			[],
		);
		assert.equal(lines[2], 'Examples');
	}
});

test('the help of all names each command, and that of a command each of its options with its variable', () => {
	for (const {name, usage, options: own} of subcommands as readonly Subcommand[]) {
		assert.ok(helpText().includes(`  taskwatch ${usage}  `));
		for (const option of own) {
			const {flag, environment = ''} = {environment: '', ...options[option]};

			assert.match(helpText(name as (typeof subcommands)[number]['name']), new RegExp(`--(no-)?${flag}\\b`));
			assert.ok(helpText(name as (typeof subcommands)[number]['name']).includes(environment));
		}
	}
});
