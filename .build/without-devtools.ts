import type {Plugin} from 'esbuild';

/**
Leaves out React's developer tools, an optional peer of Ink that is asked for in development only.
*/
export const withoutDevtools: Plugin = {
	name: 'without-devtools',
	setup({onResolve, onLoad}) {
		onResolve({filter: /^react-devtools-core$/}, ({path}) => ({path, namespace: 'without-devtools'}));
		onLoad({filter: /.*/, namespace: 'without-devtools'}, () => ({contents: 'export default undefined;'}));
	},
};
