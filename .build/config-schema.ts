import {toJsonSchema} from '@valibot/to-json-schema';
import {configSchema, profileSchema} from '../source/config/config-schema.ts';

const options = {typeMode: 'input', errorMode: 'throw'} as const;

/**
The JSON schema of the configuration file, for editors: made of the schema that the program itself reads the file with.
*/
export const configJsonSchema = () => ({title: 'Configuration of taskwatch', ...toJsonSchema(configSchema, options)});

type Field = {
	readonly description?: string;
	readonly type?: unknown;
	readonly minimum?: unknown;
	readonly maximum?: unknown;
};

const kindOf = ({type, minimum, maximum}: Field): string =>
	minimum === undefined ? String(type === 'array' ? 'list of words' : type) : `${minimum} to ${maximum}`;

/**
The fields of a profile: name, kind and meaning.
*/
export const profileFields = (): readonly (readonly [string, string, string])[] =>
	Object.entries(toJsonSchema(profileSchema, options).properties ?? {}).map(([name, field]) => {
		const {description = '', ...rest} = field as Field;
		return [name, kindOf(rest), description];
	});
