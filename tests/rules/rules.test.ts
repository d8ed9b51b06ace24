import { fileURLToPath } from 'node:url';
import { runFixtures } from '../support/run-fixtures.js';

runFixtures(fileURLToPath(new URL('.', import.meta.url)));
