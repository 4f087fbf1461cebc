import {formatTimeOfDay} from '../table/format.js';
import type {ListHolder} from '../task/list-holder.js';

const minuteLength = 'hh:mm'.length;
const dayMs = 86_400_000;

/**
Where a program that owns the watch list is found, such as `in pts/3 since 10:12 (process 4242)`.

@param now - Milliseconds since the Unix epoch.
*/
export const holderText = ({terminal, since, processId}: ListHolder, now: number): string => {
	const place = terminal === undefined ? '' : `in ${terminal} `;
	const day = now - since < dayMs ? '' : `${new Date(since).toDateString()} `;
	return `${place}since ${day}${formatTimeOfDay(since).slice(0, minuteLength)} (process ${processId})`;
};
