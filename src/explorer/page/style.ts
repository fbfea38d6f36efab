/**
 * JupyterLab's colours in JupyterLab, elsewhere light or dark as the page is; on paper dark on white. The
 * words in plots follow, and their lines are the same everywhere, so that Plotly has nothing to redraw.
 * On paper, a canvas is drawn step by step: a layer of its own, for which any opacity will do, keeps what
 * clears the canvas from clearing the plot below.
 */
export const style: string = `
$ { --ink:var(--jp-ui-font-color1, #1f2329); --paper:var(--jp-layout-color0, #fff); --line:#7d8894; --rim:var(--jp-border-color2, #c5ccd5); color:var(--ink); background:var(--paper); font:13px/1.4 system-ui, sans-serif; max-width:1080px; padding:8px; border:1px solid var(--rim); border-radius:6px; box-sizing:border-box }
$[data-theme=dark] { --ink:var(--jp-ui-font-color1, #e8eaed); --paper:var(--jp-layout-color0, #16181c); --rim:var(--jp-border-color2, #4a5260) }
$ * { box-sizing:border-box }
$ .plots { display:flex; flex-wrap:wrap; gap:8px }
$ .plot { position:relative }
$ .heat { position:relative; touch-action:none }
$ .ring { position:absolute; left:63px; top:1px; padding:4px; border:3px solid #fff; outline:1px solid; border-radius:50% }
$ canvas.over { position:absolute; left:0; top:0; touch-action:none }
$ .plot > * { will-change:transform }
$ .row { display:flex; flex-wrap:wrap; gap:6px 14px; align-items:center; margin:6px 0 }
$ .time { flex:1 1 160px; min-width:120px }
$ fieldset { border:1px solid var(--rim); border-radius:4px; margin:0; padding:4px 8px 6px; flex:1 1 300px; min-width:0 }
$ legend { font-weight:600; padding:0 4px }
$ .control { display:grid; grid-template-columns:98px minmax(60px, 1fr) 86px; gap:2px 8px; align-items:center; margin:2px 0 }
$ .control > select, $ .control > input.long { grid-column:2 / 4 }
$ .row > .control { display:flex }
$ input, $ select, $ button, $ textarea { font:inherit; color:inherit; background:var(--paper); border:1px solid var(--line); border-radius:3px; padding:2px 6px; min-width:0; height:auto; margin:0 }
$ input[type=range] { width:100%; padding:0; border:0; background:none }
$ input[type=checkbox] { width:auto; margin:0 5px 0 0; vertical-align:-2px }
$ input[aria-invalid=true] { border-color:#c4320a }
$ button { cursor:pointer; min-width:32px; min-height:28px }
$ :is(input, select, button, summary, textarea, .dial, .heat):focus-visible { outline:2px solid #0072B2; outline-offset:1px }
$ .refused { grid-column:2 / 4; color:#b42318; font-size:12px }
$[data-theme=dark] .refused { color:#ff9c8a }
$ .read { grid-column:2 / 4; font:12px/1.4 ui-monospace, monospace; overflow-wrap:anywhere }
$ :is(.refused, .read):empty { display:none }
$ .swatch { display:inline-block; width:18px; height:4px; margin-right:6px; vertical-align:middle; border-radius:2px }
$ .check { display:inline-block }
$ .dial { width:34px; height:34px; border:2px solid var(--line); border-radius:50%; position:relative; cursor:grab; touch-action:none; justify-self:center }
$ .hand { position:absolute; left:50%; top:50%; width:13px; height:2px; background:var(--ink); transform-origin:0 50% }
$ table { border-collapse:collapse; font-variant-numeric:tabular-nums; margin:4px 0; color:inherit }
$ tr:is(:nth-child(odd), :nth-child(even)) { background:none !important }
$ tr :is(th, td) { text-align:left; padding:1px 12px 1px 0; font-weight:normal; border:0; background:none; white-space:nowrap }
$ thead tr th { font-weight:600 }
$ .inner { overflow-x:auto; contain:content }
$ summary { cursor:pointer; padding:3px 0 }
$ textarea { width:100%; min-height:170px; font:12px/1.4 ui-monospace, monospace }
$ p { margin:4px 0 }
$ :is(.plot, .heat) text { fill:var(--ink) !important }
@media print { $, $[data-theme] { --ink:#1f2329; --paper:#fff; --rim:#c5ccd5 } $ :is(.swatch, .hand) { print-color-adjust:exact } $ canvas.over { opacity:0.999 } $ :is(.plot, .heat) { break-inside:avoid } }
`.replaceAll('$', '.downhill-explorer')
