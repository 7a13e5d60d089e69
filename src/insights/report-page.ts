import type { ReportTable } from './report.ts';
import type { Insights } from './wire.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%;margin:0 0 2rem}
caption{font-weight:600;text-align:start;padding:.5rem 0}
th,td{padding:.25rem .5rem;border-bottom:1px solid color-mix(in srgb,currentColor 20%,transparent);text-align:end}
th:first-child{text-align:start;font-weight:400}
thead th{font-weight:600}`;

const tableOf = ({ title, lines }: ReportTable, hasBefore: boolean): string =>
  [
    `<table><caption>${escaped(title)}</caption>`,
    hasBefore ? '<thead><tr><th></th><th>This period</th><th>Period before</th></tr></thead>' : '',
    '<tbody>',
    ...lines.map(
      ({ what, now, before }) =>
        `<tr><th scope="row">${escaped(what)}</th><td>${escaped(now)}</td>${hasBefore ? `<td>${escaped(before)}</td>` : ''}</tr>`,
    ),
    '</tbody></table>',
  ].join('\n');

/** A report as a self-contained page: no script, and nothing is loaded. */
export function reportPage({ period, before }: Insights, tables: readonly ReportTable[]): string {
  const title = `Insights, ${period.from} to ${period.to}`;
  return [
    '<!doctype html>',
    `<html lang="en"><head><meta charset="utf-8"><title>${title}</title>`,
    '<meta name="viewport" content="width=device-width">',
    `<style>${STYLE}</style></head><body>`,
    `<h1>${title}</h1>`,
    `<p>Days in ${escaped(period.timeZone)}. The period before: ${before.from} to ${before.to}. Confirmed and assumed are never added up: the first is known to be right, the second is only not known to be wrong.</p>`,
    ...tables
      .filter(({ lines }) => lines.length > 0)
      .map((table) =>
        tableOf(
          table,
          table.lines.some((line) => line.before !== ''),
        ),
      ),
    '</body></html>',
    '',
  ].join('\n');
}
