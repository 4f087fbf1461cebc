import type {Check, Finding} from './check.js';

/** What runs, and what of the environment was undone for safety. */
export const checkProgram: Check = ({version, nodeVersion, warnings}) => [
	{about: 'versions', level: 'ok', found: `taskwatch ${version}, Node.js ${nodeVersion}`},
	...warnings.map(
		(warning): Finding => ({
			about: 'environment',
			level: 'note',
			found: warning,
			advice: 'Take it out of your environment.',
		}),
	),
];
