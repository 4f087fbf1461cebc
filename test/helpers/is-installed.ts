import {spawnSync} from 'node:child_process';

/**
Why a test of a program that a machine may lack is left out; `false` where it is there.
*/
export const whyWithout = (program: string): string | false =>
	spawnSync(program, ['--version'], {stdio: 'ignore'}).error ? `${program} is not installed` : false;
