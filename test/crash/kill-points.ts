/**
Loaded into the program by `NODE_OPTIONS=--import`, it kills it at a named point: right before or after the n-th call of one kind. Without `TASKWATCH_TEST_KILL` it does nothing. The program itself knows nothing of it.
*/
import fs from 'node:fs';
import promises from 'node:fs/promises';
import {syncBuiltinESMExports} from 'node:module';
import {DatabaseSync, StatementSync} from 'node:sqlite';

type Call = (this: unknown, ...args: unknown[]) => unknown;

type Owner = Record<string, Call>;

export type KillPoint = {
	/** In whose place the counting call is put. */
	readonly owner: () => object | Promise<object>;
	readonly name: string;
	/** `half`: once the first half of the bytes is written. */
	readonly when: 'before' | 'after' | 'half';
	readonly matches?: (self: unknown, ...args: readonly unknown[]) => boolean;
	/** How many such calls there may be in the time that is given. */
	readonly most: number;
	/** Set where there are such calls only while a list is new. */
	readonly isEarly?: boolean;
};

const isPart = (path: unknown): boolean => String(path).endsWith('.part');

const isOfAnswer = (_: unknown, path: unknown): boolean => /answers.new-[^/\\]+$/.test(String(path));

/** A handle's class has no name to import it by. */
const fileHandle = async (): Promise<object> => {
	const handle = await promises.open('/dev/null');
	await handle.close();
	return Object.getPrototypeOf(handle) as object;
};

const statement = (start: string) => (self: unknown) => (self as StatementSync).sourceSQL.startsWith(start);

const inDatabase = (file: string, sql: string) => (self: unknown, executed: unknown) =>
	executed === sql && ((self as DatabaseSync).location() ?? '').endsWith(file);

const files = {owner: () => promises};
const filesInPlace = {owner: () => fs};
const handles = {owner: fileHandle};
const execution = {owner: () => DatabaseSync.prototype, name: 'exec'};
const statements = {owner: () => StatementSync.prototype, name: 'run'};

export const killPoints: Readonly<Record<string, KillPoint>> = {
	'part noted, not made': {
		...files,
		name: 'open',
		when: 'before',
		matches: (_, path, flags) => isPart(path) && flags === 'wx+',
		most: 3,
	},
	'part made': {
		...files,
		name: 'open',
		when: 'after',
		matches: (_, path, flags) => isPart(path) && flags === 'wx+',
		most: 3,
	},
	'part opened again': {
		...files,
		name: 'open',
		when: 'after',
		matches: (_, path, flags) => isPart(path) && flags !== 'wx+',
		most: 2,
	},
	'bytes half written': {...handles, name: 'write', when: 'half', most: 8},
	'bytes written': {...handles, name: 'write', when: 'after', most: 8},
	'part cut to what is certain': {...handles, name: 'truncate', when: 'after', most: 2},
	'bytes on the disk, not noted': {...handles, name: 'datasync', when: 'after', most: 2},
	'file on the disk, not noted as whole': {...handles, name: 'sync', when: 'after', most: 3},
	'note on a part about to be written': {
		...statements,
		when: 'before',
		matches: statement('UPDATE parts SET record'),
		most: 6,
	},
	'note on a part not committed': {...execution, when: 'before', matches: inDatabase('parts.db', 'COMMIT'), most: 10},
	'note on a part committed': {...execution, when: 'after', matches: inDatabase('parts.db', 'COMMIT'), most: 10},
	'name about to be given': {...files, name: 'link', when: 'before', most: 3},
	'name given, part still there': {...files, name: 'link', when: 'after', most: 3},
	'name given, part gone': {...files, name: 'unlink', when: 'after', matches: (_, path) => isPart(path), most: 3},
	'file of an answer without its name': {...files, name: 'rename', when: 'before', matches: isOfAnswer, most: 2},
	'file of an answer has its name': {...files, name: 'rename', when: 'after', matches: isOfAnswer, most: 2},
	'change of the list begun': {
		...execution,
		when: 'after',
		matches: inDatabase('state.db', 'BEGIN IMMEDIATE'),
		most: 10,
	},
	'change of the list not committed': {
		...execution,
		when: 'before',
		matches: inDatabase('state.db', 'COMMIT'),
		most: 10,
	},
	'change of the list committed': {...execution, when: 'after', matches: inDatabase('state.db', 'COMMIT'), most: 10},
	'opening counted within, not beside': {
		...filesInPlace,
		name: 'writeFileSync',
		when: 'before',
		matches: (_, path) => String(path).endsWith('.generation'),
		most: 1,
	},
	'lock made': {
		...filesInPlace,
		name: 'writeFileSync',
		when: 'after',
		matches: (_, path) => /\.lock$|owner\.db$/.test(String(path)),
		most: 2,
	},
	'backup without its name': {
		...filesInPlace,
		name: 'renameSync',
		when: 'before',
		matches: (_, path) => String(path).endsWith('.copy'),
		most: 1,
		isEarly: true,
	},
	'list made, without its name': {...filesInPlace, name: 'renameSync', when: 'before', most: 1, isEarly: true},
	'list has its name': {...filesInPlace, name: 'renameSync', when: 'after', most: 1, isEarly: true},
	'backup about to be filled': {...statements, when: 'before', matches: statement('VACUUM'), most: 1, isEarly: true},
	'backup filled': {...statements, when: 'after', matches: statement('VACUUM'), most: 1, isEarly: true},
};

const killAt = async ({owner, name, when, matches = () => true}: KillPoint, count: number): Promise<void> => {
	const target = (await owner()) as Owner;
	const original = target[name];
	if (!original) {
		throw new Error(`There is no ${name}`);
	}

	let left = count;
	const call: Call = function (...args) {
		if (!matches(this, ...args) || --left !== 0) {
			return original.apply(this, args);
		}

		const die = (): void => {
			process.kill(process.pid, 'SIGKILL');
		};
		if (when === 'before') {
			die();
		}

		const [buffer, offset, length, ...rest] = args;
		const result = original.apply(
			this,
			when === 'half' ? [buffer, offset, Math.ceil(Number(length) / 2), ...rest] : args,
		);
		if (result instanceof Promise) {
			return result.finally(die);
		}

		die();
		return result;
	};
	target[name] = call;
	syncBuiltinESMExports();
};

const wanted = process.env['TASKWATCH_TEST_KILL'];
if (wanted !== undefined) {
	const [point = '', count] = wanted.split(' #');
	const found = killPoints[point];
	if (!found) {
		throw new Error(`There is no point called ${point}`);
	}

	await killAt(found, Number(count));
}
