import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isNetworkType, isOnNetwork} from '../../source/platform/network-mount.js';

test('the file systems of other machines are told from those of this one', () => {
	const types = {
		nfs: 0x69_69,
		cifs: 0xff_53_4d_42,
		smb2: 0xfe_53_4d_42,
		fuse: 0x65_73_55_46,
		ext4: 0xef_53,
		tmpfs: 0x01_02_19_94,
	};

	assert.deepEqual(
		Object.entries(types).flatMap(([name, type]) => (isNetworkType(type) ? [name] : [])),
		['nfs', 'cifs', 'smb2', 'fuse'],
	);
});

test('a type that is told as a negative number is the same type', () => {
	assert.ok(isNetworkType(0xff_53_4d_42 | 0));
});

test('the file system of a folder is looked up', () => {
	assert.equal(isOnNetwork('/proc'), false);
});
