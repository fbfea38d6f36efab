import { wellFormed } from '../session/well-formed'

/**
 * An output as the page takes it: JSON, as Jupyter's messages are, without the pages of script that a
 * figure or an explorer brings along for pages that have none.
 */
export function plain(content: Record<string, unknown>): Record<string, unknown> {
  const { data, ...rest } = content as { data?: Record<string, unknown> }
  if (data === undefined) return JSON.parse(wellFormed(content))
  const { downhill } = Object((rest as { metadata?: unknown }).metadata) as { downhill?: unknown }
  const { 'text/html': _, ...others } = data
  const isOurs = 'application/vnd.plotly.v1+json' in data || downhill !== undefined
  return JSON.parse(wellFormed({ ...rest, data: isOurs ? others : data }))
}
