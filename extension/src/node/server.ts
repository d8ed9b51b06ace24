import { serveStdio } from '../../../src/lsp/node.js';

serveStdio();
