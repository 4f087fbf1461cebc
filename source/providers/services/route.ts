import {UsageError} from '../../task/errors.js';
import type {TaskId} from '../../task/task.js';
import type {Question, Service} from './service.js';
import {findService, unaskable} from './services.js';

/**
Which service a watch is about, and what it is asked.
*/
export type Route = Question & {readonly service: Service};

const prefix = /^(?<name>[a-z\d]+)(?:\/(?<before>[^:]*))?:(?<id>.+)$/v;

/**
Take a watch such as `kling/text2video:ID` apart. An identifier may have colons and slashes of its own: only the name of a service that we know is a prefix.

@param id - As the user gave it.
@param fallback - The service of an identifier without a prefix.
*/
export const routeOf = (id: TaskId, fallback: Service): Route => {
	const groups = prefix.exec(id)?.groups;
	const service = findService(groups?.['name'] ?? '');
	return groups?.['id'] !== undefined && service
		? {service, id: groups['id'], before: (groups['before'] ?? '').split('/').filter(word => word !== '')}
		: {service: fallback, id, before: []};
};

/** What an address takes for the way up: it would lead to another question than the one meant. */
const dots = /(?:^|\/)\.{1,2}(?:\/|$)/v;

/**
The path of the question about a task.

@throws {UsageError} where what stands before the ID is missing or unknown, or the service cannot be asked.
*/
export const taskPathOf = (route: Route): string => {
	const path = route.service.taskPath(route);
	if (path === undefined) {
		const {name, before} = route.service;
		throw new UsageError(
			before === undefined
				? `${name}:ID takes nothing else before the ID.`
				: `${name} needs ${before} before the ID, as in ${name}/${route.before.join('/') || '…'}:${route.id}.`,
		);
	}

	if (dots.test(pathOf(path))) {
		throw new UsageError(`No task of ${route.service.name} is called ${[...route.before, route.id].join('/')}.`);
	}

	return path;
};

/**
Why a name is not one of a service that can be asked.

@returns A sentence for the user.
*/
export const whyNoService = (name: string): string =>
	Object.hasOwn(unaskable, name) ? (unaskable[name] as string) : `“${name}” is no provider that taskwatch knows.`;

/** A word of a path that stands for itself. */
const plainWord = /^[\w.~\-]+$/v;

const pathOf = (path: string): string => path.replace(/[?#].*$/sv, '');

/**
The watch that a link to a service's API names: the identifier, with the words before it that the link's path stands for.

@param link - To the question about the task, or to what is below or above it, such as its result.
@returns The identifier alone where no words lead to such a path.
*/
export const watchOfLink = (service: Service, id: TaskId, link: URL): TaskId => {
	const segments = link.pathname.split('/').filter(segment => plainWord.test(segment));
	const known = service.words ?? [];
	const candidates = [
		[],
		...known.map(word => [word]),
		...known.flatMap(word => segments.map(segment => [word, segment])),
		...segments.map(segment => [segment]),
		...segments.slice(1).map((segment, index) => [segments[index] as string, segment]),
	];
	const before = candidates.find(words => {
		const path = service.taskPath({id, before: words});
		return path !== undefined && isSamePlace(pathOf(path), link.pathname);
	});
	return before === undefined || before.length === 0 ? id : (`${service.name}/${before.join('/')}:${id}` as TaskId);
};

const isSamePlace = (one: string, other: string): boolean =>
	one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`) || other.endsWith(one);
