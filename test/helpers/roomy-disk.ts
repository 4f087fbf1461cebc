import type {DiskSpace} from '../../source/engine/ports.js';

/**
A look at a disk that has room for everything.
*/
export const roomyDisk = async (): Promise<DiskSpace> => ({
	folder: '/results',
	device: 'disk',
	freeBytes: 1e12,
	sizeBytes: 2e12,
});
