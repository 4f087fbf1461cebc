import assert from 'node:assert/strict';
import {test} from 'node:test';
import {options} from '../../source/options.js';
import {type CompletionSources, completeWords, type OptionValues} from '../../source/subcommands/complete-words.js';
import type {Subcommand} from '../../source/subcommands/subcommand.js';
import {subcommands} from '../../source/subcommands/subcommands.js';

const task = {word: 'kling:12', meaning: 'running'};

const sources = {
	profiles: async () => [{word: 'work', meaning: 'kling'}],
	providers: async () => [
		{word: 'kling', meaning: 'Kling'},
		{word: 'kie', meaning: 'kie.ai'},
		{word: 'fal', meaning: 'fal'},
	],
	tasks: async () => [task, {word: '34', meaning: 'done'}],
} as const satisfies CompletionSources;

const complete = async (...typed: readonly string[]) => completeWords(typed, subcommands, sources);

const words = async (...typed: readonly string[]) => {
	const completion = await complete(...typed);
	return typeof completion === 'string' ? completion : completion.map(({word}) => word);
};

test('the first word is a command, with what it does', async () => {
	const commands = subcommands.slice(1).map(({name, description}) => ({word: name, meaning: description}));

	assert.deepEqual(await complete(''), commands);
	assert.deepEqual(await complete(), commands);
	assert.deepEqual(await words('--ascii', '--provider', 'kling', 'ge'), ['get']);
	assert.deepEqual(await words('nothing-like-that'), []);
});

test('each command is completed with the options that it knows, and with no others', async () => {
	for (const {name, options: own} of subcommands as readonly Subcommand[]) {
		const flags = own.map(option => ('isOnByDefault' in options[option] ? 'no-' : '') + options[option].flag);

		const completed = await words(name, '-');

		assert.deepEqual(new Set(completed), new Set([...flags, 'help', 'version'].map(flag => `--${flag}`)), name);
	}
});

test('an option is completed with its meaning, and not offered again once it is given', async () => {
	assert.deepEqual(await complete('ls', '--asc'), [{word: '--ascii', meaning: 'Draw with ASCII characters only'}]);
	assert.deepEqual(await words('ls', '--ascii', '--asc'), []);
	assert.deepEqual(await words('-o', 'folder', '--output'), []);
});

test('the value of an option is completed, behind a space and behind an equals sign', async () => {
	assert.deepEqual(await words('get', '--provider', 'k'), ['kling', 'kie']);
	assert.deepEqual(await complete('get', '--provider=ki'), [{word: '--provider=kie', meaning: 'kie.ai'}]);
	assert.deepEqual(await words('--profile', ''), ['work']);
	assert.equal(await words('ls', '--state-dir', '/'), 'folders');
	assert.equal(await words('-o', ''), 'folders');
	assert.equal(await words('--token-file=/'), 'files');
	assert.deepEqual(await words('--interval', ''), []);
});

test('tasks of the list are completed where a command is about them, each once', async () => {
	assert.deepEqual(await complete('get', 'k'), [task]);
	assert.deepEqual(await words('rm', 'kling:12', ''), ['34']);
	assert.deepEqual(await words('add', ''), []);
	assert.deepEqual(await words('completions', ''), ['bash', 'zsh', 'fish']);
});

test('behind two dashes there are no options', async () => {
	assert.deepEqual(await words('get', '--', '-'), []);
	assert.deepEqual(await words('get', '--', ''), ['kling:12', '34']);
});

test('files are looked up where the options before the cursor say', async () => {
	const asked: OptionValues[] = [];
	const noted = async (values: OptionValues) => {
		asked.push(values);
		return [];
	};

	await completeWords(['rm', '--state-dir=/tmp/a=b', ''], subcommands, {...sources, tasks: noted});
	await completeWords(['--config', 'mine.json', '--profile', ''], subcommands, {...sources, profiles: noted});

	assert.deepEqual(asked, [{stateDir: '/tmp/a=b'}, {config: 'mine.json'}]);
});
