import type {Check} from './check.js';
import {checkApi} from './check-api.js';
import {checkConfiguration} from './check-configuration.js';
import {checkFolders} from './check-folders.js';
import {checkList} from './check-list.js';
import {checkProgram} from './check-program.js';
import {checkTerminal} from './check-terminal.js';
import {checkToken} from './check-token.js';
import {checkWay} from './check-way.js';

/** All that is checked, in the order in which it is told. */
export const checks: readonly Check[] = [
	checkProgram,
	checkConfiguration,
	checkToken,
	checkWay,
	checkApi,
	checkTerminal,
	checkFolders,
	checkList,
];
