// commander starts other programs only for subcommands that are programs of their own; of crm, only `diff` asks git.
module.exports = {
  get spawn() {
    return require('child_process').spawn;
  },
  get spawnSync() {
    return require('child_process').spawnSync;
  },
};
