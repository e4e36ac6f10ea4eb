"""How a briefing looks: on a screen by day and by night, and on paper."""

STYLE = """
:root {
  --paper: #fdfdfb; --ink: #1d2125; --faint: #5c646c; --line: #d9dcd8; --soft: #f1f2ee; --link: #1f5f99;
  --statement: #2a6db0; --event: #b0521d; --expected: #7a4fa3; --warn: #8a5a00; --density: #c9cec8;
}
@media screen { :root { color-scheme: light dark; } }
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #16181b; --ink: #e4e6e3; --faint: #a0a7ab; --line: #363b40; --soft: #202428; --link: #86bdf0;
    --statement: #74b3f0; --event: #f0995e; --expected: #c39bea; --warn: #e6b656; --density: #454c52;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2.2rem 1.2rem 4rem; max-width: 50rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif;
  overflow-wrap: anywhere;
}
h1 { margin: 0 0 .3rem; font-size: 1.75rem; line-height: 1.2; }
h2 { margin: 2.4rem 0 .2rem; padding-bottom: .2rem; border-bottom: 2px solid var(--ink); font-size: 1.15rem; }
h3 { margin: 0; font-size: 1.05rem; line-height: 1.35; }
p { margin: .45rem 0; }
a { color: var(--link); text-underline-offset: .15em; }
.as-of, .byline, .legend, .remark, figcaption, .filter { color: var(--faint); font-size: .9rem; }
.filter { margin: .5rem 0; padding: 0; list-style: none; }
.filter li { display: inline-block; margin: 0 .3rem .3rem 0; padding: .05rem .55rem; border: 1px solid var(--line);
  border-radius: 1rem; background: var(--soft); color: var(--ink); }
.timeline { margin: 1.4rem 0 0; }
.timeline > svg { display: block; width: 100%; height: auto; }
.legend { margin: .3rem 0 0; }
.legend span { white-space: nowrap; margin-right: .9rem; }
.sign { display: inline-block; width: .85em; height: .85em; vertical-align: -.05em; }
.label { fill: var(--faint); font-size: 12px; }
.axis { fill: none; stroke: var(--faint); }
.tick { fill: none; stroke: var(--line); }
.bar { fill: var(--density); }
.hatch { fill: none; stroke: currentColor; stroke-width: 2.5; }
.mark { stroke-width: 1.6; }
.statement { color: var(--statement); fill: var(--statement); stroke: var(--statement); }
.event { color: var(--event); fill: var(--event); stroke: var(--event); }
.expected { color: var(--expected); fill: var(--expected); stroke: var(--expected); }
.hollow { fill: var(--paper); }
.span { fill-opacity: .3; stroke: none; }
.vague { stroke-width: .8; color: var(--faint); }
.tail { fill: none; stroke-dasharray: 3 3; }
.record { padding: .9rem 0 .8rem; border-top: 1px solid var(--line); }
h2 + .record { border-top: 0; }
.record:target { background: var(--soft); box-shadow: -.6rem 0 0 var(--soft), .6rem 0 0 var(--soft); }
.number { color: var(--faint); font-weight: 400; }
.byline { margin: .1rem 0 .4rem; }
.badge { display: inline-block; padding: 0 .45rem; border: 1px dashed var(--warn); border-radius: .3rem;
  color: var(--warn); font-size: .85em; }
.quote { margin: .7rem 0; }
.quote blockquote { margin: 0; padding: .1rem 0 .1rem .9rem; border-left: 3px solid var(--statement); font-size: 1.05rem; }
.quote blockquote p { margin: .2rem 0; }
.quote figcaption { padding-left: calc(.9rem + 3px); }
dl { display: grid; grid-template-columns: 7.4rem 1fr; gap: .1rem .9rem; margin: .5rem 0 0; font-size: .9rem; }
dt { color: var(--faint); }
dd { margin: 0; }
dd ul { margin: 0; padding: 0; list-style: none; }
table { width: 100%; table-layout: fixed; margin: .6rem 0; border-collapse: collapse; font-size: .9rem; }
caption { padding: .2rem 0 .5rem; color: var(--faint); text-align: left; }
th, td { padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { border-bottom: 1px solid var(--ink); }
tbody th { font-weight: 600; }
thead th:nth-child(1) { width: 22%; } thead th:nth-child(2) { width: 13%; } thead th:nth-child(3) { width: 16%; }
thead th:nth-child(5) { width: 17%; } thead th:nth-child(6) { width: 11%; }
.amount { font-variant-numeric: tabular-nums; }
.notes { padding-left: 2rem; font-size: .9rem; }
.notes li { margin: .3rem 0; }
.notes li:target { background: var(--soft); }
cite { font-style: normal; }
footer { margin-top: 2.5rem; color: var(--faint); font-size: .8rem; }
@media (max-width: 34rem) {
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .3rem; }
  table, thead, tbody, tr, th, td { display: block; }
  thead { display: none; }
  td { border: 0; padding: 0; }
  tr { padding: .4rem 0; border-bottom: 1px solid var(--line); }
  tbody th { border: 0; }
}
@page { margin: 18mm 16mm; }
@media print {
  body { max-width: none; padding: 0; background: none; font-size: 10.5pt; }
  a { color: inherit; text-decoration: none; }
  h2 { margin-top: 1.6rem; }
  table { font-size: 9pt; }
  h2, h3, .byline { break-after: avoid; }
  .record, .quote, .timeline, tr, .notes li { break-inside: avoid; }
  .record:target, .notes li:target { background: none; box-shadow: none; }
}
"""
"""The one style sheet of the page."""
