import * as v from 'valibot';
import {services} from '../providers/services/services.js';
import type {Hooks} from '../task/hook.js';

/*
Each message says what is allowed and goes on from “NAME must be”. A JSON schema is made of this, so it holds only what such a schema can say: patterns without flags, and no rule about two fields at once.
*/

const provider = v.pipe(
	v.picklist(
		services.map(({name}) => name),
		'the name of a provider',
	),
	v.description(`Which service the profile is for. ${services[0].name} if it is left out.`),
);

const addressRule = 'an http or https address such as https://api.gpt.ge';
const baseUrl = v.pipe(
	v.string(addressRule),
	v.regex(/^https?:\/\/[^\s?#]+$/, addressRule),
	v.description(
		'The API to ask, where that is not the provider’s own address. Without a user name and without a query.',
	),
);

const tokenEnvRule = 'the name of an environment variable in capital letters, such as KLING_KEY';
const tokenEnv = v.pipe(
	v.string(tokenEnvRule),
	v.regex(/^[A-Z_][A-Z0-9_]*$/, tokenEnvRule),
	v.description('The environment variable that holds the token.'),
);

const tokenFileRule = 'the name of a file that holds the token';
const tokenFile = v.pipe(
	v.string(tokenFileRule),
	v.nonEmpty(tokenFileRule),
	v.description(
		'The file that holds the token. ~/ is the home folder, and a relative name starts at this file’s folder.',
	),
);

const tokenCommandRule = 'a list of words such as ["op", "read", "op://private/kling/key"]';
const tokenCommand = v.pipe(
	v.tupleWithRest(
		[v.pipe(v.string(tokenCommandRule), v.nonEmpty(tokenCommandRule))],
		v.string(tokenCommandRule),
		tokenCommandRule,
	),
	v.description('A program that prints the token, and its arguments. It is run without a shell.'),
);

const outputDirRule = 'the name of a folder';
const outputDir = v.pipe(
	v.string(outputDirRule),
	v.nonEmpty(outputDirRule),
	v.description('Where results are saved. ~/ is the home folder, and a relative name starts at the working folder.'),
);

const intervalRule = 'a number from 0.05 to 86400';
const interval = v.pipe(
	v.number(intervalRule),
	v.minValue(0.05, intervalRule),
	v.maxValue(86_400, intervalRule),
	v.description('Ask about each task this often, in seconds. By its age if it is left out.'),
);

const concurrencyRule = 'a whole number from 1 to 64';
const concurrency = v.pipe(
	v.number(concurrencyRule),
	v.integer(concurrencyRule),
	v.minValue(1, concurrencyRule),
	v.maxValue(64, concurrencyRule),
	v.description('Questions under way at once.'),
);

const sidecar = v.pipe(
	v.boolean('true or false'),
	v.description('Write beside each saved file what made it, as NAME.json.'),
);

const caFileRule = 'the name of a file with certificates';
const caFile = v.pipe(
	v.string(caFileRule),
	v.nonEmpty(caFileRule),
	v.description(
		'A file with certificates (PEM) of authorities to trust besides the usual ones, such as your company’s. ~/ is the home folder, and a relative name starts at this file’s folder.',
	),
);

const hookRule = 'a list of words such as ["notify-send", "A task is over"]';
const hook = (description: string) =>
	v.pipe(
		v.tupleWithRest([v.pipe(v.string(hookRule), v.nonEmpty(hookRule))], v.string(hookRule), hookRule),
		v.description(`${description} A program and its arguments, run without a shell.`),
	);

export const hooksSchema = v.strictObject(
	{
		settled: v.optional(hook('Run when a task is over, in whatever way. It gets the task as JSON.')),
		saved: v.optional(hook('Run when a file is saved. It gets the task as JSON, and the file as TASKWATCH_FILE.')),
		done: v.optional(hook('Run when nothing is left to wait for. It gets all tasks as JSON.')),
	},
	'an object with the hooks settled, saved and done',
);

export const profileSchema = v.pipe(
	v.strictObject(
		{
			provider: v.optional(provider),
			baseUrl: v.optional(baseUrl),
			tokenEnv: v.optional(tokenEnv),
			tokenFile: v.optional(tokenFile),
			tokenCommand: v.optional(tokenCommand),
			outputDir: v.optional(outputDir),
			sidecar: v.optional(sidecar),
			interval: v.optional(interval),
			concurrency: v.optional(concurrency),
			caFile: v.optional(caFile),
			hooks: v.optional(
				v.pipe(hooksSchema, v.description('Programs to run for its tasks, in place of those of the file.')),
			),
		},
		'an object with the fields of a profile',
	),
	v.description('An account with a service. At most one of tokenEnv, tokenFile and tokenCommand names its token.'),
);

export const profileNameRule =
	'a small letter and up to 30 more letters, digits, hyphens or underscores, such as work-kling';

export const configSchema = v.pipe(
	v.strictObject(
		{
			$schema: v.optional(v.pipe(v.string('an address'), v.description('The JSON schema of this file, for editors.'))),
			profiles: v.optional(
				v.pipe(
					v.record(
						v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9_-]{0,30}$/, profileNameRule)),
						profileSchema,
						'an object with a profile for each name',
					),
					v.description('The accounts, by name. The one called default is used where no other is chosen.'),
				),
			),
			hooks: v.optional(v.pipe(hooksSchema, v.description('Programs to run for what happens.'))),
		},
		'an object such as {"profiles": {…}}',
	),
	v.description('The configuration of taskwatch.'),
);

export type Profile = Readonly<v.InferOutput<typeof profileSchema>>;

/**
What a configuration file says.
*/
export type Config = {
	/** The file, for messages, and for names that start at its folder. */
	readonly path: string;
	/** In the order of the file. */
	readonly profiles: ReadonlyMap<string, Profile>;
	/** For profiles that have none of the same name. */
	readonly hooks?: Hooks | undefined;
};
