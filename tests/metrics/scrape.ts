import { send } from '../support/http.ts';

/** One line of a scrape. */
interface Line {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/** The result of a scrape. */
export interface Scraped {
  text: string;
  lines: Line[];
  /** The value of a metric whose labels include these; undefined if there is none. */
  value: (name: string, labels?: Record<string, string>) => number | undefined;
}

const labelsIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );

/** Scrapes a server as Prometheus on the same machine does. */
export async function scrape(url: string, headers: Record<string, string> = {}): Promise<Scraped> {
  const { status, text } = await send(`${url}/metrics`, { headers });
  if (status !== 200) throw new Error(`The scrape was answered ${status}.`);
  const lines = text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line): Line => {
      const [, name = '', labels = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
      return { name, labels: labelsIn(labels), value: Number(value) };
    });
  return {
    text,
    lines,
    value: (name, labels = {}) =>
      lines.find(
        (line) =>
          line.name === name &&
          Object.entries(labels).every(([label, value]) => line.labels[label] === value),
      )?.value,
  };
}
