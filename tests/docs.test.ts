import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { apiShapes } from '#api-description.ts';
import { describedPath } from '#http/openapi.ts';
import packageJson from '../package.json' with { type: 'json' };

const pages = [...globSync('*.md'), ...globSync('docs/**/*.md')].sort();

/** Variables that tests read or that a how-to uses as an example; they are not settings of the server. */
const notOurs = new Set(['CHROMIUM_PATH', 'BOT_NAME']);

/** Files that the reader of a how-to creates. */
const examples = new Set(['src/channels/sms/sms.ts', 'tests/dialogs/model-count.test.ts']);

const variable = /(?<![\w.-])([A-Z]{2,}(?:_[A-Z]+)+|(?:Microsoft|To(?:Bot|Channel)From)[A-Z]\w+)(?![\w.-])/g;

/** The settings of the server and of its deployment files. */
const settings = new Set(
  ['.env.example', 'compose.yaml'].flatMap((file) => readFileSync(file, 'utf8').match(variable) ?? []),
);

/** An operation without the names of its parameters. */
const operationOf = (text: string): string => text.replaceAll(/\{\w+\}/g, '{}');

/** The operations of the server. The metrics are only for operators, so the description leaves them out. */
const operations = new Set([
  'GET /metrics',
  ...apiShapes.map(({ method, path }) => operationOf(`${method.toUpperCase()} ${describedPath(path)}`)),
]);

const scriptsIn = (text: string): string[] => all(text, /\bnpm run(?: -s)? ([\w:-]+)/g);

const unknownScripts = (names: readonly string[]): string[] =>
  names.filter((name) => !Object.hasOwn(packageJson.scripts, name));

const withoutBlocks = (page: string): string => page.replace(/^ *```[\s\S]*?^ *```/gm, '');

const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);

/** Finds the code in a page: between backticks, and in blocks. */
const codeIn = (page: string): string[] => [
  ...all(page, /^ *```\w*\n([\s\S]*?)^ *```/gm),
  ...all(withoutBlocks(page), /`([^`\n]+)`/g),
];

/** Returns the anchor that GitHub gives a heading. */
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

  test('links to pages and headings that exist', () => {
    const links = [
      ...all(withoutBlocks(page), /\]\(([^)\s]+)\)/g),
      ...all(withoutBlocks(page), /(?:src|href)="([^"]+)"/g),
    ];
    expect(links.filter((link) => isBroken(file, link))).toEqual([]);
  });

  test('names npm scripts that exist', () => {
    expect(unknownScripts(code.flatMap(scriptsIn))).toEqual([]);
  });

  test('names operations that the server has', () => {
    const named = code.flatMap((text) => all(text, /^((?:GET|POST|PUT|PATCH|DELETE) \/[^\s?]+)/g));
    expect(named.filter((name) => !operations.has(operationOf(name)))).toEqual([]);
  });

  test('names settings that exist', () => {
    const named = code.flatMap((text) => all(text, variable));
    expect(named.filter((name) => !settings.has(name) && !notOurs.has(name))).toEqual([]);
  });

  test('names files and folders that exist', () => {
    const named = code.flatMap((text) =>
      all(text, /^((?:src|dialogs|knowledge|tests|bench|docs|deploy)\/[\w./-]*)$/g),
    );
    expect(named.filter((path) => !examples.has(path) && !existsSync(path))).toEqual([]);
  });
});

test('the code and the deployment files name npm scripts that exist', () => {
  const files = [
    ...globSync('{src,dialogs,deploy}/**/*.{ts,tsx,mjs,yaml,service}'),
    'Dockerfile',
    'compose.yaml',
    '.env.example',
  ];
  const named = files.flatMap((file) => scriptsIn(readFileSync(file, 'utf8')));
  expect(named.length).toBeGreaterThan(20);
  expect(unknownScripts(named)).toEqual([]);
});
