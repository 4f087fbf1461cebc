import {execFile} from 'node:child_process';
import {mkdir, mkdtemp, rm, symlink} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {promisify} from 'node:util';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '../..');

/** A registry that is there answers sooner, and one that is not is not waited for. */
const npmOptions = [
	...['--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=1000', '--fetch-timeout=30000'],
	...['--no-audit', '--no-fund', '--loglevel=error'],
];

/**
The packed program where a user has it, and versions of Node.js to run it with.
*/
export type Installed = AsyncDisposable & {
	/** As `npm install --global` leaves it. */
	readonly prefix: string;
	/** Why it was unpacked by hand instead; absent where npm installed it. */
	readonly whyUnpacked?: string;
	/**
	@param range - Such as `22.19.0` or `26`.
	@returns The path of that Node.js, or why it cannot be had.
	*/
	readonly node: (range: string) => Promise<{readonly path: string} | {readonly whyNot: string}>;
};

/** What npm complained about, in a line. */
const reasonOf = (error: unknown): string =>
	((error as {stderr?: string}).stderr ?? String(error))
		.replaceAll('npm error ', '')
		.split('\n')
		.slice(0, 4)
		.join(', ');

const unpack = async (tarball: string, prefix: string): Promise<void> => {
	const modules = path.join(prefix, 'lib/node_modules');
	const bin = path.join(prefix, 'bin');
	await Promise.all([modules, bin].map(async folder => mkdir(folder, {recursive: true})));
	await run('tar', ['-xzf', tarball, '-C', modules, '--transform', 's/^package/taskwatch/']);
	await symlink(path.join(modules, 'taskwatch/dist/taskwatch.js'), path.join(bin, 'taskwatch'));
};

/**
Pack the built program, and install it in an empty folder.
*/
export const installPacked = async (): Promise<Installed> => {
	const folder = await mkdtemp(path.join(tmpdir(), 'taskwatch-pack-'));
	const prefix = path.join(folder, 'prefix');
	await mkdir(prefix);
	const {stdout} = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {cwd: root});
	const [{filename}] = JSON.parse(stdout) as [{filename: string}];
	const tarball = path.join(folder, filename);
	const whyUnpacked = await run('npm', ['install', '--global', '--prefix', prefix, ...npmOptions, tarball], {
		cwd: folder,
	}).then(() => undefined, reasonOf);
	if (whyUnpacked !== undefined) {
		await unpack(tarball, prefix);
	}

	return {
		prefix,
		...(whyUnpacked !== undefined && {whyUnpacked}),

		async node(range) {
			// What the package `node` fetches for this machine when it is installed, without a script that would fetch it.
			const name = `node-${process.platform}-${process.arch}`;
			const home = path.join(folder, `node-${range}`);
			await mkdir(home);
			try {
				await run('npm', ['install', '--prefix', home, ...npmOptions, `${name}@${range}`], {cwd: home});
				return {path: path.join(home, 'node_modules', name, 'bin/node')};
			} catch (error) {
				if (process.version.startsWith(`v${range}.`)) {
					return {path: process.execPath};
				}

				return {whyNot: reasonOf(error)};
			}
		},

		[Symbol.asyncDispose]: async () => rm(folder, {recursive: true, force: true, maxRetries: 5}),
	};
};
