import {commands} from '../source/commands/commands.ts';
import {helpText} from '../source/help-text.ts';
import {keyLabel} from '../source/screen/help-view.ts';

const keyRow = ({keys, title}: (typeof commands)[number]): string =>
	`| ${keys.map(key => `\`${keyLabel(key)}\``).join(' ')} | ${title} |`;

/**
The parts of the README that follow from the source: each stands between `<!-- name -->` and `<!-- /name -->`.
*/
const parts = {
	keys: ['| key | what it does |', '| --- | --- |', ...commands.map(keyRow)].join('\n'),
	help: `\`\`\`text\n${helpText.trim().replaceAll(/^ {2}/gm, '')}\n\`\`\``,
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
