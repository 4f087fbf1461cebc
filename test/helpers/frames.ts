import {frameOf} from '../../source/screen/frame.js';
import type {Surroundings, ViewContext} from '../../source/screen/view-context.js';
import type {AppStore} from '../../source/store/app-store.js';
import type {Line} from '../../source/table/cell.js';
import {unicodeGlyphs} from '../../source/table/glyphs.js';

export const surroundings: Surroundings = {
	glyphs: unicodeGlyphs,
	host: 'api.example',
	outputFolder: '~/results',
	canCancel: () => false,
	examples: [
		{command: 'taskwatch TASK_ID …', meaning: 'watch these'},
		{command: 'taskwatch < list.txt', meaning: 'watch those in a text'},
	],
};

export const textOf = (line: Line): string => line.map(({text}) => text).join('');

export const viewOf = (store: AppStore, columns: number): ViewContext => ({
	...surroundings,
	state: store.getState(),
	columns,
});

/**
The lines of a whole screen, without tones and links.
*/
export const frameLines = (store: AppStore, columns: number, rows: number): readonly string[] =>
	frameOf(viewOf(store, columns), rows).map(({line}) => textOf(line));
