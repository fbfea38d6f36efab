/**
 * In JupyterLab its colours, elsewhere those of the page's light or dark; on paper dark on white. The words
 * of plots follow, and their lines are the same in all, so that Plotly has nothing to draw anew. On paper
 * a canvas is drawn step by step: a layer of its own, for which any opacity will do, keeps what clears the
 * canvas from clearing the plot below.
 */
export const style = `
.downhill-explorer { --ink: var(--jp-ui-font-color1, #1f2329); --paper: var(--jp-layout-color0, #fff); --line: #7d8894; --rim: var(--jp-border-color2, #c5ccd5); color: var(--ink); background: var(--paper); font: 13px/1.4 system-ui, sans-serif; max-width: 1080px; padding: 8px; border: 1px solid var(--rim); border-radius: 6px; box-sizing: border-box; }
.downhill-explorer[data-theme=dark] { --ink: var(--jp-ui-font-color1, #e8eaed); --paper: var(--jp-layout-color0, #16181c); --rim: var(--jp-border-color2, #4a5260); }
.downhill-explorer * { box-sizing: border-box; }
.downhill-explorer .plots { display: flex; flex-wrap: wrap; gap: 8px; }
.downhill-explorer .plot { position: relative; }
.downhill-explorer canvas.over { position: absolute; left: 0; top: 0; touch-action: none; }
.downhill-explorer .plot > * { will-change: transform; }
.downhill-explorer .row { display: flex; flex-wrap: wrap; gap: 6px 14px; align-items: center; margin: 6px 0; }
.downhill-explorer .time { flex: 1 1 160px; min-width: 120px; }
.downhill-explorer fieldset { border: 1px solid var(--rim); border-radius: 4px; margin: 0; padding: 4px 8px 6px; flex: 1 1 300px; min-width: 0; }
.downhill-explorer legend { font-weight: 600; padding: 0 4px; }
.downhill-explorer .control { display: grid; grid-template-columns: 98px minmax(60px, 1fr) 86px; gap: 2px 8px; align-items: center; margin: 2px 0; }
.downhill-explorer .control > select, .downhill-explorer .control > input.long { grid-column: 2 / 4; }
.downhill-explorer .row > .control { display: flex; }
.downhill-explorer input, .downhill-explorer select, .downhill-explorer button, .downhill-explorer textarea { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 3px; padding: 2px 6px; min-width: 0; height: auto; margin: 0; }
.downhill-explorer input[type=range] { width: 100%; padding: 0; border: 0; background: none; }
.downhill-explorer input[type=checkbox] { width: auto; margin: 0 5px 0 0; vertical-align: -2px; }
.downhill-explorer input[aria-invalid=true] { border-color: #c4320a; }
.downhill-explorer button { cursor: pointer; min-width: 32px; min-height: 28px; }
.downhill-explorer :is(input, select, button, summary, textarea, .dial, .heat):focus-visible { outline: 2px solid #0072B2; outline-offset: 1px; }
.downhill-explorer .refused { grid-column: 2 / 4; color: #b42318; font-size: 12px; }
.downhill-explorer[data-theme=dark] .refused { color: #ff9c8a; }
.downhill-explorer .refused:empty { display: none; }
.downhill-explorer .swatch { display: inline-block; width: 18px; height: 4px; margin-right: 6px; vertical-align: middle; border-radius: 2px; }
.downhill-explorer .check { display: inline-block; }
.downhill-explorer .dial { width: 34px; height: 34px; border: 2px solid var(--line); border-radius: 50%; position: relative; cursor: grab; touch-action: none; justify-self: center; }
.downhill-explorer .hand { position: absolute; left: 50%; top: 50%; width: 13px; height: 2px; background: var(--ink); transform-origin: 0 50%; }
.downhill-explorer table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: 4px 0; color: inherit; }
.downhill-explorer tr:is(:nth-child(odd), :nth-child(even)) { background: none !important; }
.downhill-explorer tr :is(th, td) { text-align: left; padding: 1px 12px 1px 0; font-weight: normal; border: 0; background: none; white-space: nowrap; }
.downhill-explorer thead tr th { font-weight: 600; }
.downhill-explorer .inner { overflow-x: auto; contain: content; }
.downhill-explorer summary { cursor: pointer; padding: 3px 0; }
.downhill-explorer textarea { width: 100%; min-height: 170px; font: 12px/1.4 ui-monospace, monospace; }
.downhill-explorer p { margin: 4px 0; }
.downhill-explorer :is(.plot, .heat) text { fill: var(--ink) !important; }
@media print { .downhill-explorer, .downhill-explorer[data-theme] { --ink: #1f2329; --paper: #fff; --rim: #c5ccd5; } .downhill-explorer :is(.swatch, .hand) { print-color-adjust: exact; } .downhill-explorer canvas.over { opacity: 0.999; } .downhill-explorer :is(.plot, .heat) { break-inside: avoid; } }
`
