#!/usr/bin/env node
'use strict';
// Starts the bundle with V8's code cache where one fits this Node.js; without one it only starts slower.
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const bundle = path.join(__dirname, 'cli.cjs');
const cacheFile = path.join(__dirname, `cli.${process.version}-${process.arch}.cache`);
const source = fs.readFileSync(bundle, 'latin1');
let cachedData;
try {
  cachedData = fs.readFileSync(cacheFile);
} catch {
  cachedData = undefined;
}
const script = new vm.Script(`(function(exports,require,module,__filename,__dirname){${source}\n})`, {
  filename: bundle,
  cachedData,
  importModuleDynamically: vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
const module_ = { exports: {} };
script.runInThisContext()(module_.exports, require, module_, bundle, __dirname);
void module_.exports.main(process.argv).then(() => {
  if (process.env.CRM_WRITE_CACHE && (cachedData === undefined || script.cachedDataRejected))
    fs.writeFileSync(cacheFile, script.createCachedData());
});
