import {readdir, readFile} from 'node:fs/promises';

/**
Memory of a process that is in use.

@returns MiB.
*/
export const memoryMebibytes = async (processId: number): Promise<number> => {
	const status = await readFile(`/proc/${processId}/status`, 'utf8');
	return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
};

/**
Time that the threads of a process have spent on a processor.

@see https://docs.kernel.org/scheduler/sched-stats.html
*/
export const processorMs = async (processId: number): Promise<number> => {
	const threads = await readdir(`/proc/${processId}/task`);
	const times = threads.map(async thread => {
		const [nanoseconds] = (await readFile(`/proc/${processId}/task/${thread}/schedstat`, 'utf8')).split(' ');
		return Number(nanoseconds) / 1e6;
	});
	return (await Promise.all(times)).reduce((sum, time) => sum + time, 0);
};
