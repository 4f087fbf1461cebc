import {cutDownloads} from '../platform/resume-lane.js';
import {type Job, optionsOf} from './resume-jobs.js';

process.on('message', async (job: Job) => {
	const ends: Array<() => Promise<void>> = [];
	const counts = await cutDownloads({after: end => ends.push(end)}, optionsOf(job));
	for (const end of ends) {
		await end();
	}

	process.send?.(counts);
});
