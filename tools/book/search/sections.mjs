import katex from 'katex'

/**
 * What the search finds: a page from one heading to the next, or one name with what is said about it.
 *
 * @typedef {{ address: string, page: string, title: string, text: string }} Section
 */

/**
 * The sections of a page as convert.py has written it, with formulas still as <tex-math>.
 *
 * @param {string} name of the file, from the site's folder
 * @param {string} html
 * @returns {Section[]}
 */
export function sectionsOf(name, html) {
  const page = plain(/<title>(.*?)<\/title>/s.exec(html)?.[1] ?? '').replace(/ – Downhill.*$/, '')
  const content = html
    .slice(html.indexOf('<main'), html.indexOf('</main>'))
    .replace(/<(script|nav|svg|summary)\b.*?<\/\1>|<p class="where">.*?<\/p>/gs, ' ')
  const heading = /<(h[1-3]|dt) id="([^"]+)">(.*?)<\/\1>/gs
  const found = [...content.matchAll(heading)]
  return found.map((match, i) => {
    const [all, kind, id = '', inside = ''] = match
    const text = content.slice(match.index + all.length, found[i + 1]?.index)
    const address = `${name}#${id}`
    if (kind === 'dt') {
      // A member, such as Adam.beta1, with its signature.
      const [owner = '', member = ''] = id.split('.')
      return { address, page: owner, title: member, text: plain(`${inside} ${text}`) }
    }
    // A chapter begins with its question, and is known by its name.
    const isChapter = kind === 'h1' && /^\d/.test(page)
    const title = isChapter
      ? [page, plain(inside)].map(each => each.replace(/^\d+ · /, '')).join(': ')
      : plain(inside)
    return { address, page, title, text: plain(text) }
  })
}

/** Html as text. @param {string} html */
function plain(html) {
  return html
    .replace(/<tex-math[^>]*>(.*?)<\/tex-math>/gs, (_, tex) => spoken(unescaped(tex)))
    .replace(/<\/?(?!a\b|b\b|i\b|em|strong|code|span)\w[^>]*>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .replace(/&#?\w+;/g, unescaped)
    .trim()
}

/** A formula as one would type it: β₁·m and not \beta_1 m. @param {string} tex */
function spoken(tex) {
  return katex
    .renderToString(tex, { output: 'mathml', strict: false, throwOnError: false })
    .replace(/<annotation.*?<\/annotation>/gs, '')
    .replace(
      /<msub><mi>(\p{L})<\/mi><mn>(\d)<\/mn><\/msub>/gu,
      (_, letter, digit) => ` ${letter}${'₀₁₂₃₄₅₆₇₈₉'[digit]} `,
    )
    .replace(/<\/?m(o|sub|sup|subsup|frac|sqrt|text|tr|td|over)\b[^>]*>/g, ' ')
}

/** @param {string} html */
export function unescaped(html) {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
}
