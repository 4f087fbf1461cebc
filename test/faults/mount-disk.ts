import {execFileSync} from 'node:child_process';
import {mkdir} from 'node:fs/promises';
import {type FaultContext, NotProvokedError} from './fault.js';

/**
A folder on a disk of its own.

@param size - As `mount` takes it.
@throws {NotProvokedError} where that cannot be had.
*/
export const mountDisk = async (context: FaultContext, folder: string, size: string): Promise<void> => {
	await mkdir(folder, {recursive: true});
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], {stdio: 'pipe'});
	} catch (error) {
		throw new NotProvokedError('a disk of its own can be made by root alone', {cause: error});
	}

	context.after(async () => void execFileSync('umount', ['--lazy', folder]));
};
