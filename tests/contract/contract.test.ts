import { folderOf } from '../support/projects.js';
import { runFixtures } from '../support/run-fixtures.js';

/** What planners write that means nothing, and what crm says to it: one message each, in both languages. */
runFixtures(folderOf('tests/contract'));
