import {commands} from '../source/commands/commands.ts';
import {helpText} from '../source/help-text.ts';
import {type Option, optionMeaning, optionSyntax, options} from '../source/options.ts';
import type {Service} from '../source/providers/services/service.ts';
import {services} from '../source/providers/services/services.ts';
import {keyLabel} from '../source/screen/help-view.ts';
import type {Subcommand} from '../source/subcommands/subcommand.ts';
import {subcommands} from '../source/subcommands/subcommands.ts';
import {profileFields} from './config-schema.ts';

/** What stands before the ID in an example of a watch. */
const exampleWords: Readonly<Record<string, readonly string[]>> = {fal: ['OWNER', 'APP'], kling: ['text2video']};

const serviceRow = (service: Service): string => {
	const {name, title, before, states, linkLifetime, documentation, cancel} = service;
	const question = {id: 'ID', before: exampleWords[name] ?? []};
	const call = `${service.baseUrl ?? '(yours)'}${service.taskPath(question) ?? ''}`;
	const cells = [
		`\`${name}\``,
		`[${title}](${documentation})`,
		`\`${call}\``,
		before ?? '',
		states,
		linkLifetime,
		cancel ? 'yes' : '',
	];
	return `| ${cells.join(' | ')} |`;
};

const keyRow = ({keys, title}: (typeof commands)[number]): string =>
	`| ${keys.map(key => `\`${keyLabel(key)}\``).join(' ')} | ${title} |`;

const commandsWith = (name: string): string => {
	const owners = subcommands.filter(({options: own}: Subcommand) => own.some(option => option === name));
	return owners.length === 0 || owners.length === subcommands.length
		? 'all'
		: owners.map(owner => owner.name).join(', ');
};

const optionRow = ([name, option]: [string, Option]): string => {
	const cells = [
		`\`${optionSyntax(option)}\``,
		option.environment === undefined ? '' : `\`${option.environment}\``,
		optionMeaning(option),
		commandsWith(name),
	];
	return `| ${cells.join(' | ')} |`;
};

/**
The parts of the README that follow from the source: each stands between `<!-- name -->` and `<!-- /name -->`.
*/
const parts = {
	services: [
		'| provider | service | question | before the ID | its states | links live | cancel |',
		'| --- | --- | --- | --- | --- | --- | --- |',
		...services.map(serviceRow),
	].join('\n'),
	config: [
		'| field | kind | what it is |',
		'| --- | --- | --- |',
		...profileFields().map(([name, ...cells]) => `| \`${name}\` | ${cells.join(' | ')} |`),
	].join('\n'),
	keys: ['| key | what it does |', '| --- | --- |', ...commands.map(keyRow)].join('\n'),
	help: `\`\`\`text\n${helpText()}\n\`\`\``,
	options: [
		'| option | environment | what it does | command |',
		'| --- | --- | --- | --- |',
		...Object.entries<Option>(options).map(optionRow),
	].join('\n'),
};

/**
A README whose derived parts are as the source says.
*/
export const withDerivedParts = (readme: string): string =>
	Object.entries(parts).reduce(
		(text, [name, part]) =>
			text.replace(
				new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`),
				(_, before: string, after: string) => `${before}${part}\n${after}`,
			),
		readme,
	);
