/**
 * In JupyterLab its colours, elsewhere those of the page's light or dark; on paper dark on white. Pictures
 * are ink on white paper in all of them, as those of `pictures` are.
 */
export const style: string = `
$ { --ink: var(--jp-ui-font-color1, #1f2329); --paper: var(--jp-layout-color0, #fff); --line: #7d8894; --rim: var(--jp-border-color2, #c5ccd5); color: var(--ink); background: var(--paper); font: 13px/1.4 system-ui, sans-serif; max-width: 1080px; padding: 8px; border: 1px solid var(--rim); border-radius: 6px; box-sizing: border-box; }
$[data-theme=dark] { --ink: var(--jp-ui-font-color1, #e8eaed); --paper: var(--jp-layout-color0, #16181c); --rim: var(--jp-border-color2, #4a5260); }
$ * { box-sizing: border-box; }
$ .parts { display: flex; flex-wrap: wrap; gap: 12px 24px; align-items: flex-start; }
$ .row { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; margin: 6px 0; }
$ canvas { display: block; background: #fff; border: 1px solid var(--line); border-radius: 3px; max-width: 100%; }
$ .pad { touch-action: none; cursor: crosshair; }
$ .title { font-weight: 600; margin: 0 0 4px; }
$ p { margin: 4px 0; }
$ .seen { max-width: 196px; }
$ .hint { max-width: 280px; font-size: 12px; }
$ .says { flex: 1 1 240px; min-width: 0; max-width: 420px; }
$ .why { flex: 1 1 260px; min-width: 0; max-width: 560px; }
$ .says ol.bars { list-style: none; margin: 0; padding: 0; }
$ .says ol.bars li { display: grid; grid-template-columns: 1.2em minmax(40px, 1fr) 62px 70px; gap: 8px; align-items: center; margin: 0; padding: 1px 0; line-height: 20px; font-variant-numeric: tabular-nums; }
$ .bar { height: 14px; background: #8b96a3; width: 0; min-width: 1px; border-radius: 2px; }
$ .first .bar { background: #0072B2; }
$ .second .bar { background: #D55E00; }
$ .first { font-weight: 700; }
$ .share { text-align: right; }
$ li :is(.share, .place) { white-space: nowrap; }
$ button, $ label { font: inherit; color: inherit; }
$ button { background: var(--paper); border: 1px solid var(--line); border-radius: 3px; padding: 2px 8px; margin: 0; min-width: 28px; min-height: 28px; cursor: pointer; }
$ input[type=checkbox] { margin: 0 5px 0 0; vertical-align: -2px; }
$ :is(button, input, canvas):focus-visible { outline: 2px solid #0072B2; outline-offset: 1px; }
$[data-theme=dark] :is(button, input, canvas):focus-visible { outline-color: #56B4E9; }
$ .neurons { display: flex; flex-wrap: wrap; gap: 10px; margin: 6px 0; }
$ .neurons div { width: 100px; font-size: 12px; }
@media print { $, $[data-theme] { --ink: #1f2329; --paper: #fff; --rim: #c5ccd5; } $ .bar { print-color-adjust: exact; } $ .buttons { display: none; } $ .parts > * { break-inside: avoid; } }
`.replaceAll('$', '.downhill-digit-pad')
