import {createRequire, isBuiltin} from 'node:module';
import type {Plugin} from 'esbuild';

const namespace = 'node';
const require = createRequire(import.meta.url);

/** Slow to load, and needed for a task or an answer at the earliest: the first call of one of their functions loads them. What such a function has as a property, as for `promisify`, cannot be had of it. */
const lateModules: ReadonlySet<string> = new Set(
	['child_process', 'crypto', 'fs/promises', 'stream/consumers', 'zlib'].map(name => `node:${name}`),
);

const isPlainFunction = (name: string, value: unknown): boolean => typeof value === 'function' && !/^[A-Z]/.test(name);

const exportOf = (name: string, isLate: boolean): string =>
	isLate
		? `export function ${name}(...input) { return load().${name}(...input); }`
		: `export const ${name} = /* @__PURE__ */ (() => load().${name})();`;

/**
Takes Node's own modules from the process, and slow ones when they are first used.

For an `import` Node copies all that a module exports before anything is run. That loads what the module itself loads only for those who ask: the streams of `node:fs`, the workers of `node:process`, Web Crypto of `node:crypto`.
*/
export const nodeModules: Plugin = {
	name: 'node-modules',
	setup({onResolve, onLoad}) {
		onResolve({filter: /^/}, ({path, kind}) =>
			kind === 'import-statement' && isBuiltin(path)
				? {path: path.replace(/^(?:node:)?/, 'node:'), namespace, sideEffects: false}
				: undefined,
		);

		onLoad({filter: /^/, namespace}, ({path}) => {
			const module: Readonly<Record<string, unknown>> = require(path);
			const isLate = (name: string): boolean => lateModules.has(path) && isPlainFunction(name, module[name]);
			return {
				contents: [
					`const load = () => process.getBuiltinModule(${JSON.stringify(path)});`,
					'export default /* @__PURE__ */ load();',
					...Object.keys(module).map(name => exportOf(name, isLate(name))),
				].join('\n'),
			};
		});
	},
};
