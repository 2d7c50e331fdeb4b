/**
 * Jest's transform: Node's own type stripping, so that tests run exactly what `npm start` runs. Lines and columns stay
 * as they are, and no source map is needed.
 */
const { stripTypeScriptTypes } = require('node:module');

module.exports = {
  process: (source) => ({ code: stripTypeScriptTypes(source) }),
};
