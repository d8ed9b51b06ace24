// Stands in for @vscode/native-watchdog, which would have to be compiled: nobody watches the test server.
exports.start = () => undefined;
exports.exit = (code) => process.exit(code ?? 0);
