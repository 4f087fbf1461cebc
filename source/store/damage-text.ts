import {counted} from '../task/counted.js';
import type {LoadedList} from './list-file.js';

const records = (count: number): string => counted(count, 'damaged record');

/**
What the user is told of a list that was not whole when it was loaded.

@returns `undefined` where it was.
*/
export const damageText = ({brokenCount, rescue}: LoadedList): string | undefined => {
	if (rescue) {
		const broken = rescue.brokenCount + brokenCount;
		const lost = broken > 0 ? `, without ${records(broken)}` : '';
		return `The watch list was damaged: ${counted(rescue.keptCount, 'task')} could be read${lost}. The old file is ${rescue.path}`;
	}

	return brokenCount > 0
		? `${records(brokenCount)} of the watch list could not be read and ${brokenCount === 1 ? 'was' : 'were'} put aside.`
		: undefined;
};
