import type {JsonObject} from '../../source/providers/families/family.js';
import {get, has, isObject} from '../../source/providers/fields.js';

/** The path of the first server, which every path of the document begins with. */
const serverPath = (document: JsonObject): string => {
	const [server] = Array.isArray(document['servers']) ? document['servers'] : [];
	const url = get(server, 'url');
	return typeof url === 'string' ? (URL.parse(url, 'http://localhost')?.pathname ?? '').replace(/\/$/v, '') : '';
};

const fits = (template: string, path: string): boolean => {
	const segments = template.split('/');
	const asked = path.split('/');
	return (
		segments.length === asked.length &&
		segments.every((segment, index) => /^\{[^\}]+\}$/v.test(segment) || segment === asked[index])
	);
};

const referencesIn = (value: unknown): readonly string[] => {
	if (Array.isArray(value)) {
		return value.flatMap(referencesIn);
	}

	if (!isObject(value)) {
		return [];
	}

	const {$ref: reference, ...others} = value;
	return [...(typeof reference === 'string' ? [reference] : []), ...Object.values(others).flatMap(referencesIn)];
};

/** The components that a part of a document refers to, and those that they refer to, by kind and name. */
const componentsOf = (document: JsonObject, part: unknown): JsonObject => {
	const components: Record<string, JsonObject> = {};
	const waiting = [...referencesIn(part)];
	for (const reference of waiting) {
		const [, kind = '', name = ''] = /^#\/components\/([^\/]+)\/([^\/]+)$/v.exec(reference) ?? [];
		const component = get(document, 'components', kind, name);
		if (component === undefined) {
			throw new Error(`Expected the document to hold ${reference}`);
		}

		if (!has(components[kind], name)) {
			components[kind] = {...components[kind], [name]: component};
			waiting.push(...referencesIn(component));
		}
	}

	return {...components, securitySchemes: get(document, 'components', 'securitySchemes')};
};

/**
Cut an OpenAPI document down to some GET operations, with nothing outside it needed. Its paths are whole: with that of the server.

@param asked - Paths as they are asked, not as the document writes them.
@throws {Error} when a path is not in the document, or when it refers to what it does not hold.
*/
export const cutDocument = (document: JsonObject, asked: readonly string[]): JsonObject => {
	const {openapi, info, security} = document;
	const documented = Object.entries(isObject(document['paths']) ? document['paths'] : {}).map(
		([template, item]) => [serverPath(document) + template, item] as const,
	);
	const paths = asked.map(path => {
		const found = documented.find(([template, item]) => fits(template, path) && get(item, 'get') !== undefined);
		if (!found) {
			throw new Error(`Expected the document to have GET ${path}`);
		}

		const [template, item] = found;
		return [template, {get: get(item, 'get'), parameters: get(item, 'parameters') ?? []}] as const;
	});

	return {openapi, info, security, paths: Object.fromEntries(paths), components: componentsOf(document, paths)};
};

/**
What stands at a place of a document, wherever a reference leads.
*/
export const valueAt = (document: JsonObject, ...keys: readonly string[]): unknown => {
	let value: unknown = document;
	for (const key of keys) {
		value = get(value, key);
		const reference = get(value, '$ref');
		value = typeof reference === 'string' ? valueAt(document, ...reference.slice(2).split('/')) : value;
	}

	return value;
};
