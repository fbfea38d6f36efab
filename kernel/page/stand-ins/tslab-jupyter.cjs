// What tslab's display and the package's `show` write with: the session sets it.
module.exports = { lastWriteDisplayData: null }
