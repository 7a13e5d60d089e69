import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };

const pages = [...globSync('*.md'), ...globSync('docs/**/*.md')].sort();

/** Read by the tests, or made up in a how-to: no settings of the server's. */
const notOurs = new Set(['CHROMIUM_PATH', 'BOT_NAME']);

/** Written by whoever follows a how-to. */
const examples = new Set(['src/channels/sms/sms.ts', 'tests/dialogs/model-count.test.ts']);

const variable = /(?<![\w.-])([A-Z]{2,}(?:_[A-Z]+)+|(?:Microsoft|To(?:Bot|Channel)From)[A-Z]\w+)(?![\w.-])/g;

/** The server's settings, and those of the files that deploy it. */
const settings = new Set(
  ['.env.example', 'compose.yaml'].flatMap((file) => readFileSync(file, 'utf8').match(variable) ?? []),
);

const withoutBlocks = (page: string): string => page.replace(/^ *```[\s\S]*?^ *```/gm, '');

const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);

/** What stands in code: between backticks, and in blocks. */
const codeIn = (page: string): string[] => [
  ...all(page, /^ *```\w*\n([\s\S]*?)^ *```/gm),
  ...all(withoutBlocks(page), /`([^`\n]+)`/g),
];

/** The address of a heading as GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const anchorsIn = (file: string): string[] =>
  all(withoutBlocks(readFileSync(file, 'utf8')), /^#+ (.+)$/gm).map(anchorOf);

function isBroken(from: string, link: string): boolean {
  if (/^[a-z]+:/.test(link)) return false;
  const [path = '', anchor] = link.split('#');
  const file = path === '' ? from : join(dirname(from), path);
  if (!existsSync(file)) return true;
  return anchor !== undefined && !anchorsIn(file).includes(anchor);
}

describe.each(pages)('%s', (file) => {
  const page = readFileSync(file, 'utf8');
  const code = codeIn(page);

  test('links to pages and headings that are there', () => {
    const links = [
      ...all(withoutBlocks(page), /\]\(([^)\s]+)\)/g),
      ...all(withoutBlocks(page), /(?:src|href)="([^"]+)"/g),
    ];
    expect(links.filter((link) => isBroken(file, link))).toEqual([]);
  });

  test('names npm scripts that are there', () => {
    const named = code.flatMap((text) => all(text, /\bnpm run(?: -s)? ([\w:-]+)/g));
    expect(named.filter((name) => !Object.hasOwn(packageJson.scripts, name))).toEqual([]);
  });

  test('names settings that are there', () => {
    const named = code.flatMap((text) => all(text, variable));
    expect(named.filter((name) => !settings.has(name) && !notOurs.has(name))).toEqual([]);
  });

  test('names files and folders that are there', () => {
    const named = code.flatMap((text) =>
      all(text, /^((?:src|dialogs|knowledge|tests|bench|docs|deploy)\/[\w./-]*)$/g),
    );
    expect(named.filter((path) => !examples.has(path) && !existsSync(path))).toEqual([]);
  });
});
