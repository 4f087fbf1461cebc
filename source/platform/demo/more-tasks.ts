import {moreTasksScript} from './script.js';

/**
A paste as it comes from a terminal, a log and a table, with the identifiers of further tasks in it.
*/
export const moreTasksText = (apiUrl: string): string => {
	const [logged, inJson, asked, inTable] = moreTasksScript;
	return [
		`[worker-3] INFO  submitted model=MiniMax-Hailuo-02 task_id=${logged.id} attempt=1`,
		`{"task_id":"${inJson.id}","model":"${inJson.model}"}`,
		`curl -s ${apiUrl}/task/${asked.id} -H "Authorization: Bearer $TOKEN"`,
		'id,tool,note',
		`${inTable.id},cut-out,"second try, larger"`,
		'',
	].join('\n');
};
