// The dialog of the search. This script, with the text of all pages, is loaded when it is first opened.
import sections from 'sections'
import { finder } from '../search/find.mjs'
import css from './search.css'

let search

/** What is found; the first time, all texts are taken apart before. */
export function find(typed) {
  search ??= finder(sections)
  return search(typed)
}

/** @param {string} up from the folder of the page to that of the site */
export function open(up) {
  const dialog = document.getElementById('search') ?? make(up)
  if (!dialog.open) dialog.showModal()
  dialog.querySelector('input').select()
  // Once one can type.
  setTimeout(() => find(''))
}

function make(up) {
  const dialog = document.createElement('dialog')
  dialog.id = 'search'
  dialog.setAttribute('aria-label', 'Search')
  dialog.innerHTML = `
    <form method="dialog">
      <input type="search" aria-label="Search chapters and API" autocomplete="off" spellcheck="false"
        placeholder="Search chapters and API" autofocus>
      <button>Close</button>
    </form>
    <p role="status"></p>
    <ol></ol>`
  const input = dialog.querySelector('input')
  const status = dialog.querySelector('[role="status"]')
  const list = dialog.querySelector('ol')
  const links = () => [...list.querySelectorAll('a')]

  const show = () => {
    const typed = input.value.trim()
    const { total, results } = typed === '' ? { total: 0, results: [] } : find(typed)
    const count = `${total} result${total === 1 ? '' : 's'}`
    status.textContent =
      typed === ''
        ? 'Try β₁, Adam or learning rate.'
        : total === 0
          ? `Nothing found for “${typed}”.`
          : total > results.length
            ? `${count}, the first ${results.length} of them:`
            : count
    list.replaceChildren(...results.map(one => resultOf(one, up)))
    list.scrollTop = 0
  }
  input.addEventListener('input', show)
  show()

  dialog.addEventListener('keydown', event => {
    // Otherwise Escape only empties the field, the first time.
    if (event.key === 'Escape') dialog.close()
    const all = [input, ...links()]
    const at = all.indexOf(document.activeElement)
    if (event.key === 'Enter' && at === 0) {
      event.preventDefault()
      all[1]?.click()
    }
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 1, End: all.length - 1 }[event.key]
    // In the field, Home and End are for what is typed.
    if (at === -1 || to === undefined || (at === 0 && /Home|End/.test(event.key))) return
    event.preventDefault()
    all[Math.min(Math.max(to, 0), all.length - 1)].focus()
  })
  dialog.addEventListener('click', event => {
    // Beside the dialog, or a place on this page.
    if (event.target === dialog || event.target.closest('a')) dialog.close()
  })
  const style = document.createElement('style')
  style.textContent = css
  document.head.append(style)
  document.body.append(dialog)
  return dialog
}

function resultOf({ address, page, title, snippet }, up) {
  const item = document.createElement('li')
  const link = document.createElement('a')
  link.href = up + address
  const [heading, where, text] = ['b', 'small', 'span'].map(name => document.createElement(name))
  heading.textContent = title
  const isApi = address.startsWith('api/')
  where.textContent = [isApi && 'API', page !== title && page].filter(Boolean).join(' · ')
  text.append(
    ...snippet.map((piece, i) => {
      if (i % 2 === 0) return piece
      const mark = document.createElement('mark')
      mark.textContent = piece
      return mark
    }),
  )
  link.append(heading, ' ', where, text)
  item.append(link)
  return item
}
