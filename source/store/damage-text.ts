import {counted} from '../task/counted.js';
import type {LoadedList} from './list-file.js';

const records = (count: number): string => counted(count, 'damaged record');

/**
What the user is told of a list that was not whole when it was loaded.

@returns `undefined` where it was.
*/
export const damageText = ({
	brokenCount,
	rescue,
	isOld,
}: Pick<LoadedList, 'brokenCount' | 'rescue' | 'isOld'>): string | undefined => {
	if (rescue) {
		const broken = rescue.brokenCount + brokenCount;
		const lost = broken > 0 ? `, without ${records(broken)}` : '';
		const restored = rescue.restoredCount > 0 ? `, ${rescue.restoredCount} more came from the latest backup` : '';
		return `The watch list was damaged: ${counted(rescue.keptCount, 'task')} could be read${lost}${restored}. The old file is ${rescue.path}`;
	}

	if (isOld) {
		return 'The watch list is older than it was when it was last open: its last changes may be missing.';
	}

	return brokenCount > 0
		? `${records(brokenCount)} of the watch list could not be read and ${brokenCount === 1 ? 'is' : 'are'} left out.`
		: undefined;
};
