import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Runs in the page, where axe is a global. */
interface WithAxe {
  document: unknown;
  axe: { run(where: unknown, options: object): Promise<AxeResults> };
}

/** What axe finds on a page, including inside shadow roots, in a form that is readable when a test fails. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((values) => {
    const own = globalThis as unknown as WithAxe;
    return own.axe.run(own.document, { runOnly: { type: 'tag', values } });
  }, tags);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}
