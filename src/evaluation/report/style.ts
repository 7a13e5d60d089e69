/** The page's style sheet. Colours are paired for light and dark; the series differ in hue and in dash. */
export const style = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f7f9, #12151a);
  --card: light-dark(#ffffff, #1b2027);
  --ink: light-dark(#1a212b, #e7ebf0);
  --soft: light-dark(#5a6675, #9dabbb);
  --line: light-dark(#dde2e8, #323a45);
  --good: light-dark(#0b6b3d, #5fd39a);
  --good-wash: light-dark(#e3f4ea, #15362a);
  --bad: light-dark(#a81e1e, #ff9a92);
  --bad-wash: light-dark(#fbe9e8, #44211f);
  --ask: light-dark(#7a5200, #f0c165);
  --ask-wash: light-dark(#fcf1dc, #3b2f17);
  --series-1: light-dark(#1259c3, #7fb2ff);
  --series-2: light-dark(#b4470f, #ffab73);
  --series-3: light-dark(#6d3fb0, #c9a6ff);
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 2.5rem 1.25rem 4rem; background: var(--page); color: var(--ink);
  font: 1rem/1.55 system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif;
}
main, header, footer { max-width: 68rem; margin-inline: auto; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .35rem; letter-spacing: -.01em; text-wrap: balance; }
h2 { font-size: 1.2rem; margin: 2.75rem 0 .3rem; }
p { margin: .3rem 0 1rem; max-width: 46rem; }
.soft { color: var(--soft); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.1rem 1.25rem; }
.aims { display: grid; gap: .9rem; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); padding: 0; margin: 1.5rem 0 1rem; list-style: none; }
.aims .value { display: block; font-size: 2.1rem; font-weight: 650; line-height: 1.15; font-variant-numeric: tabular-nums; margin: .1rem 0 .5rem; }
.aims .aim { display: block; margin-top: .35rem; font-size: .93rem; }
.badge { display: inline-block; padding: .05rem .55rem; border-radius: 1rem; font-size: .82rem; font-weight: 600; white-space: nowrap; }
.met, .correct, .rejected { color: var(--good); background: var(--good-wash); }
.not-met, .wrong, .false-answer { color: var(--bad); background: var(--bad-wash); }
.clarified, .missed, .asked { color: var(--ask); background: var(--ask-wash); }
.shares { display: flex; height: .85rem; border-radius: .45rem; overflow: hidden; gap: 2px; margin: .35rem 0 .4rem; }
.shares span { min-width: 3px; }
.shares .s-good { background: var(--good); }
.shares .s-ask { background: var(--ask); }
.shares .s-miss { background: var(--soft); }
.shares .s-bad { background: var(--bad); }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: 0; margin: 0; list-style: none; font-size: .9rem; }
.legend i { display: inline-block; width: .7rem; height: .7rem; border-radius: .2rem; margin-right: .4rem; }
.pair { display: grid; gap: 1.2rem; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); }
.pair h2 { margin-top: 0; }
.pair > section { margin-top: 2.5rem; }
svg { display: block; width: 100%; height: auto; overflow: visible; }
svg text { fill: var(--soft); font-size: 11px; font-family: inherit; }
svg .axis { stroke: var(--line); }
svg .ideal { stroke: var(--soft); stroke-dasharray: 3 4; }
svg .bar { fill: var(--series-1); fill-opacity: .18; }
svg .dot { fill: var(--series-1); }
svg .whisker { stroke: var(--series-1); stroke-opacity: .55; stroke-width: 1.5; }
svg .curve { fill: none; stroke-width: 2; stroke-linejoin: round; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
caption { text-align: left; }
th, td { padding: .45rem .8rem .45rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { font-weight: 600; color: var(--soft); font-size: .85rem; }
tbody th { color: inherit; font-size: inherit; font-weight: 500; }
tbody tr:last-child > * { border-bottom: 0; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
code { font: .88em ui-monospace, 'SF Mono', Menlo, Consolas, monospace; overflow-wrap: anywhere; }
td code, th code { white-space: nowrap; }
.line { margin: 0 0 .8rem; }
.line blockquote { margin: .45rem 0 .5rem; font-size: 1.05rem; overflow-wrap: anywhere; }
.line .reply { margin: .5rem 0 0; padding-left: .9rem; border-left: 3px solid var(--line); white-space: pre-line; overflow-wrap: anywhere; }
.line ul { margin: .4rem 0 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: .35rem; }
.line li { border: 1px solid var(--line); border-radius: 1rem; padding: .05rem .7rem; font-size: .85rem; }
.line li.chosen { border-color: var(--good); color: var(--good); font-weight: 600; }
details > summary { cursor: pointer; font-weight: 600; padding: .6rem 0; }
summary:focus-visible, a:focus-visible, .scroll:focus-visible { outline: 2px solid var(--series-1); outline-offset: 3px; border-radius: .3rem; }
.facts { display: flex; flex-wrap: wrap; gap: .2rem .9rem; align-items: baseline; font-size: .9rem; }
@media (max-width: 30rem) { body { padding-inline: .8rem; } }
@media print { body { background: #fff; padding: 0; } .card { break-inside: avoid; } }
`;
