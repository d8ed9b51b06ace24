// Lunar dates are needed by few plans: the library is evaluated when the first one is.
let loaded;
module.exports = {
  get LunarDay() {
    return (loaded ??= require('../../node_modules/tyme4ts/dist/lib/index.cjs')).LunarDay;
  },
  get LunarMonth() {
    return (loaded ??= require('../../node_modules/tyme4ts/dist/lib/index.cjs')).LunarMonth;
  },
};
