import {statfsSync} from 'node:fs';

/**
The numbers by which Linux tells file systems that are on another machine, or may be: NFS, SMB, CIFS, SMB 2, FUSE and 9P.

@see statfs(2)
*/
const networkTypes: ReadonlySet<number> = new Set([
	0x69_69, 0x51_7b, 0xff_53_4d_42, 0xfe_53_4d_42, 0x65_73_55_46, 0x01_02_19_97,
]);

/**
@param type - The type of a file system as `statfs` gives it.
*/
export const isNetworkType = (type: number): boolean => networkTypes.has(type >>> 0);

/**
Whether a folder is where several programs cannot share memory over a file.
*/
export const isOnNetwork = (folder: string): boolean => isNetworkType(statfsSync(folder).type);
