import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type Photographed, pictureName, SIZES, THEMES } from './photograph.ts'

interface GalleryPage {
  readonly scenes: readonly Photographed[]
  readonly outDir: string
  /** The folder of an earlier gallery, to be shown beside this one. */
  readonly before?: string
}

/** One page with every picture; theme and size are chosen above it. Opened from disk, so it is whole in itself. */
export function galleryPage({ scenes, outDir, before }: GalleryPage): string {
  const kinds = THEMES.flatMap((theme) => SIZES.map((size) => ({ theme, size })))
  const options = kinds.map(
    ({ theme, size }) => `<option value="${theme}-${size.width}">${theme}, ${size.width} × ${size.height}</option>`,
  )
  const figures = scenes.map((scene) => sceneSection(scene, { kinds, outDir, before }))
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Bulkdesk: every screen</title>
<style>${STYLE}</style>
<header>
  <h1>Every screen of Bulkdesk</h1>
  <label>Show <select id="kind">${options.join('')}</select></label>
  ${before ? '<label><input type="checkbox" id="changed"> Only what changed</label>' : ''}
  <p>${scenes.length} scenes, ${count(scenes, 'violations')} accessibility violations, ${count(scenes, 'clipped')} clipped texts, ${scenes.filter(({ error }) => error).length} scenes that did not come.</p>
</header>
<main>${figures.join('\n')}</main>
<script>${SCRIPT}</script>
</html>
`
}

interface Around {
  readonly kinds: readonly { readonly theme: string; readonly size: (typeof SIZES)[number] }[]
  readonly outDir: string
  readonly before: string | undefined
}

function sceneSection({ chapter, scene, slug, violations, clipped, error }: Photographed, around: Around): string {
  const notes = [...(error ? [error] : []), ...violations, ...clipped.map((text) => `clipped at ${text}`)]
  return `<section id="${slug}">
  <h2>${escapeHtml(scene)} <small>${escapeHtml(chapter)}</small></h2>
  ${notes.length > 0 ? `<ul>${notes.map((note) => `<li>${escapeHtml(note)}</li>`).join('')}</ul>` : ''}
  ${around.kinds.map((kind) => pictures(pictureName(slug, kind.theme, kind.size), kind, scene, around)).join('\n  ')}
</section>`
}

function pictures(
  name: string,
  { theme, size }: Around['kinds'][number],
  scene: string,
  { outDir, before }: Around,
): string {
  const now = join(outDir, name)
  if (!existsSync(now)) return ''
  const earlier = before && join(before, name)
  const isChanged = !earlier || !existsSync(earlier) || !readFileSync(earlier).equals(readFileSync(now))
  const old = earlier && isChanged && existsSync(earlier) ? image(relative(outDir, earlier), `${scene}, before`) : ''
  return `<div class="pictures" data-kind="${theme}-${size.width}" data-changed="${isChanged}">${old}${image(name, scene)}</div>`
}

const image = (source: string, text: string): string =>
  `<a href="${escapeHtml(source)}"><img loading="lazy" src="${escapeHtml(source)}" alt="${escapeHtml(text)}"></a>`

function count(scenes: readonly Photographed[], what: 'violations' | 'clipped'): number {
  return scenes.reduce((sum, scene) => sum + scene[what].length, 0)
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

const STYLE = `
body { margin: 0; font: 14px/1.5 system-ui, sans-serif; color-scheme: light dark; }
header { position: sticky; top: 0; padding: 8px 24px; background: Canvas; border-bottom: 1px solid GrayText; }
header h1 { display: inline; font-size: 18px; margin-right: 24px; }
header p { display: inline; margin-left: 24px; }
section { padding: 16px 24px; }
h2 { font-size: 16px; } small { font-weight: normal; opacity: 0.7; }
li { color: #c92a2a; }
.pictures { display: flex; gap: 12px; } .pictures[hidden] { display: none; }
img { max-width: 100%; border: 1px solid GrayText; }
`

const SCRIPT = `
const kind = document.getElementById('kind')
const changed = document.getElementById('changed')
function show() {
  for (const pictures of document.querySelectorAll('.pictures')) pictures.hidden = pictures.dataset.kind !== kind.value
  for (const section of document.querySelectorAll('section'))
    section.hidden = Boolean(changed?.checked) && !section.querySelector('.pictures:not([hidden])[data-changed="true"]')
}
kind.addEventListener('change', show)
changed?.addEventListener('change', show)
show()
`
