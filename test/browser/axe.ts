import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { root } from '../../tools/python'

interface Violation {
  id: string
  impact: string
  nodes: { html: string }[]
}

/** What axe-core finds on a page that would keep people from using it. */
export async function seriousViolations(page: Page): Promise<{ id: string; html: string[] }[]> {
  await page.addScriptTag({ path: join(root, 'node_modules/axe-core/axe.min.js') })
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }
    const { violations } = await axe.run()
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => ({ id, html: nodes.slice(0, 5).map(node => node.html) }))
  })
}
