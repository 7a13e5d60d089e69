import type { Chance } from './chance.ts';

/** Part of every hostile text: no error may echo it unescaped. */
export const MARK = '<zq7"echo>';

const nested = (depth: number): unknown => {
  let value: unknown = MARK;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

const TEXTS = [
  MARK,
  '',
  ' ',
  '\u0000',
  `nul\u0000${MARK}`,
  '\ud800 half a character',
  '\udc00',
  '\u202eright to left\u202c',
  '👩‍👩‍👧‍👦'.repeat(40),
  'constructor',
  '__proto__',
  'toString',
  '../../../etc/passwd',
  "'; drop table activities; --",
  `<script>alert(1)</script>${MARK}`,
  'agent/x',
  'dl_somebody',
  'directline',
  '2026-13-45T99:99:99Z',
  '-1',
  '9007199254740993',
  'http://127.0.0.1:1/',
  'javascript:alert(1)',
  'data:text/html,<b>',
  'x'.repeat(300),
  'x'.repeat(5_000),
  'é'.repeat(2_000),
];

/** A text that an attacker or a broken program may send. */
export const hostileText = (chance: Chance): string => chance.pick(TEXTS);

/** Any such JSON value. */
function hostileValue(chance: Chance): unknown {
  const kinds: (() => unknown)[] = [
    () => hostileText(chance),
    () => hostileText(chance),
    () => null,
    () => true,
    () => chance.pick([0, -1, 1e308, 0.1, 2 ** 53, -0]),
    () => [],
    () => ({}),
    () => [hostileText(chance), null, 7],
    () => ({ [hostileText(chance)]: hostileText(chance) }),
    () => nested(chance.pick([3, 40, 500])),
    () => Array.from({ length: chance.pick([10, 2_000]) }, () => 0),
  ];
  return chance.pick(kinds)();
}

/** Copies a JSON value with one field replaced, removed or added. */
export function mutate(value: unknown, chance: Chance): unknown {
  if (typeof value !== 'object' || value === null || chance.percent(8)) return hostileValue(chance);
  if (Array.isArray(value)) {
    const at = chance.below(value.length + 1);
    return value.toSpliced(at, 1, mutate(value[at], chance));
  }
  const fields = Object.entries(value);
  const change = chance.below(10);
  if (fields.length === 0 || change === 0) return { ...value, [hostileText(chance)]: hostileValue(chance) };
  const [name, inner] = chance.pick(fields);
  if (change === 1) return Object.fromEntries(fields.filter(([other]) => other !== name));
  return { ...value, [name]: mutate(inner, chance) };
}

const PATH_TEXTS = [
  '%00',
  '%FF',
  '%E0%A4%A',
  '%',
  '%2e%2e%2f%2e%2e%2f',
  '..',
  '__proto__',
  'constructor',
  '%F0%9F%98%80',
  encodeURIComponent(MARK),
  'x'.repeat(3_000),
  '0',
  '%0d%0aSet-Cookie:%20a=b',
];

/** Headers that are wrong in themselves. */
const HEADER_TEXTS: Readonly<Record<string, readonly string[]>> = {
  host: ['][', '[::', 'exa mple.com', 'example.com:port', 'somebody@example.com', '%', '1.2.3.999', 'a/b'],
  range: ['bytes=10-5', 'bytes=99999999-', 'bytes=-5', 'bytes=0-0,5-', 'bytes=a-b', 'lines=1-2'],
  'x-forwarded-for': ['1.2.3.4:5', '[::1]:5', '::ffff:1.2.3.4', ',,,', '1.2.3.4,'.repeat(1_000)],
};

/** A value for a header, possibly one that belongs to another header. */
export const hostileHeader = (name: string, chance: Chance): string =>
  chance.pick(chance.percent(70) ? (HEADER_TEXTS[name] ?? TEXTS) : TEXTS);

/** A segment of a path, percent-encoded, sometimes wrongly. */
export const hostilePath = (chance: Chance): string => chance.pick(PATH_TEXTS);

/** A query string of known and unknown parameters. */
export function hostileQuery(chance: Chance): string {
  const names = [
    'watermark',
    'q',
    'userId',
    't',
    'since',
    'code',
    'state',
    'error',
    '__proto__',
    'watermark[]',
  ];
  const count = chance.below(3);
  const fields = Array.from({ length: count }, () => `${chance.pick(names)}=${hostilePath(chance)}`);
  return fields.length === 0 ? '' : `?${fields.join('&')}`;
}
