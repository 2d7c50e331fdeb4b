/**
 * Jest's transform: Node's own type stripping, so that tests run exactly what `npm start` runs. Positions stay
 * the same, so no source map is needed.
 */
const { stripTypeScriptTypes } = require('node:module');

module.exports = {
  process: (source) => ({ code: stripTypeScriptTypes(source) }),
};
