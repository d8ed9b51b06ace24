// Stands in for @vscode/spdlog, which would have to be compiled: VS Code's log files, written line by line.
const fs = require('node:fs');
const path = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
let least = 2;

class Logger {
  constructor(_kind, _name, file) {
    this.file = file;
    this.least = least;
    this.isRaw = false;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    for (const [level, name] of LEVELS.entries()) this[name] = (text) => this.write(level, name, text);
  }
  write(level, name, text) {
    if (level < this.least) return;
    try {
      fs.appendFileSync(this.file, this.isRaw ? text : `${new Date().toISOString()} [${name}] ${text}\n`);
    } catch {
      // The folder of a test that is over.
    }
  }
  getLevel() {
    return this.least;
  }
  setLevel(level) {
    this.least = level;
  }
  clearFormatters() {
    this.isRaw = true;
  }
  setPattern() {}
  flush() {}
  drop() {}
}

const create = (name, file) => Promise.resolve(new Logger('file', name, file));

exports.version = 0;
exports.Logger = Logger;
exports.setLevel = (level) => {
  least = level;
};
exports.setFlushOn = () => undefined;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
