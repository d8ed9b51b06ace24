// commander starts other programs only for subcommands that are programs of their own; crm has none.
module.exports = {
  get spawn() {
    return require('child_process').spawn;
  },
};
