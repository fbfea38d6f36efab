import type { BrowserContext } from 'playwright-core'

/**
 * How many colours a picture (PNG) has that are no shades of grey, as text and axes are: what is drawn.
 * The browser decodes it, on a page of its own.
 */
export async function vividColours(context: BrowserContext, picture: Buffer): Promise<number> {
  const page = await context.newPage()
  try {
    return await page.evaluate(
      async source => {
        const image = new Image()
        image.src = source
        await image.decode()
        const { width, height } = image
        const context = new OffscreenCanvas(width, height).getContext('2d')!
        context.drawImage(image, 0, 0)
        const { data } = context.getImageData(0, 0, width, height)
        const colours = new Set<number>()
        for (let i = 0; i < data.length; i += 4) {
          const [red, green, blue] = [data[i]!, data[i + 1]!, data[i + 2]!]
          const vivid = Math.max(red, green, blue) - Math.min(red, green, blue) > 60
          if (vivid) colours.add((red << 16) | (green << 8) | blue)
        }
        return colours.size
      },
      `data:image/png;base64,${picture.toString('base64')}`,
    )
  } finally {
    await page.close()
  }
}
