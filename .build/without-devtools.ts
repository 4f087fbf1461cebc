import {createPatchPlugin} from './patch.ts';

/**
Leaves out React's developer tools, an optional peer of Ink that is asked for in development only.
*/
export const withoutDevtools = createPatchPlugin('without-devtools', [
	{
		file: 'ink/build/reconciler.js',
		changes: [{from: "await import('./devtools.js');", to: ''}],
	},
]);
