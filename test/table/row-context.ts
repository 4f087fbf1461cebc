import type {RowContext} from '../../source/table/cell.js';
import {unicodeGlyphs} from '../../source/table/glyphs.js';
import type {Download} from '../../source/task/download.js';
import type {Timings} from '../../source/task/timing.js';
import {noon} from '../helpers/watches.js';

/** What is known at noon beside a watch. */
export const contextOf = (downloads: readonly Download[] = [], timings: Timings = new Map()): RowContext => ({
	now: noon,
	downloads: new Map(downloads.map(download => [download.key, download])),
	timings,
	glyphs: unicodeGlyphs,
});
