// The compiler as the host has made it. It is not there before.
module.exports = require('./compiler').getCompiler()
