/** Whether to run what takes long, too: in .ci/run, and by `DOWNHILL_SLOW=1 npm test`. */
export const slow: boolean = process.env.DOWNHILL_SLOW === '1'
