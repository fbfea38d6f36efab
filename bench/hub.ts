/** Lets 1, 2, 4 and 8 users at once run chapter 5 on a JupyterHub, and one user each chapter. */
import { cpus, totalmem } from 'node:os'
import { Hub, type Lesson } from '../tools/image/hub'
import { Image } from '../tools/image/image'
import { chapterName, chapters } from '../tools/notebooks/notebook'

async function main(): Promise<void> {
  const image = new Image()
  try {
    image.build()
    console.log(`${cpus().length} × ${cpus()[0]!.model}, ${Math.round(totalmem() / 2 ** 30)} GB`)
    const hub = await Hub.start(image)
    try {
      for (const count of [1, 2, 4, 8]) {
        const users = Array.from({ length: count }, (_, i) => `of-${count}-${i + 1}`)
        report(`${count} at once`, await hub.lesson(users))
      }
      for (const chapter of chapters.map(chapterName)) {
        report(chapter, await hub.lesson([chapter], chapter))
      }
    } finally {
      await hub.stop()
    }
  } finally {
    image.remove()
  }
}

function report(what: string, { visits, together, hub, proxy }: Lesson): void {
  const largest = (name: 'server' | 'first' | 'last' | 'seconds' | 'rss' | 'pss'): number =>
    Math.max(...visits.map(visit => visit[name]))
  const failed = visits.filter(
    ({ replies, errors }) => errors.length > 0 || replies.some(status => status !== 'ok'),
  )
  const [{ serverRss, kernelRss }] = visits as [Lesson['visits'][0]]
  console.log(
    [
      what,
      failed.length === 0 ? 'no errors' : `errors for ${failed.map(({ user }) => user)}`,
      `server up ${largest('server').toFixed(1)} s`,
      `first cell ${largest('first').toFixed(1)} s`,
      `last cell ${largest('last').toFixed(1)} s`,
      `processor ${largest('seconds').toFixed(1)} s a user`,
      `memory ${largest('rss')} MB a user (server ${serverRss}, kernel ${kernelRss})`,
      `together ${together} MB, hub ${hub}, proxy ${proxy}`,
    ].join(' · '),
  )
}

main()
