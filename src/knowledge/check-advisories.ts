import { numberOf, yearOf } from './advisories.ts';
import { type Content, files } from './content.ts';
import { comparable } from './phrases.ts';
import type { Problem } from './problems.ts';
import { repeated } from './repeated.ts';
import type { AdvisoryFile } from './schema.ts';

/** Compares the advisories with each other and with the rest of the content. */
export function checkAdvisories(content: Partial<Content>): Problem[] {
  const { advisories = [] } = content;
  return [
    ...advisories.flatMap(({ file, advisory }) => checkOne(file, advisory, content)),
    ...checkNames(content),
    ...checkRanges(advisories),
  ];
}

function checkOne(
  file: string,
  { id, source, introduction, patch }: AdvisoryFile,
  { sources, answers }: Partial<Content>,
): Problem[] {
  const problems: Problem[] = [];
  const report = (entry: string, field: string, message: string) =>
    problems.push({ file, entry, field, message });
  const isSource = (name: string) => sources?.some((each) => each.id === name) !== false;
  if (!isSource(source))
    report('', 'source', `"${source}" is not in ${files.sources}; correct it or add the source.`);
  if (!isSource(patch.source))
    report('patch', 'source', `"${patch.source}" is not in ${files.sources}; correct it or add the source.`);
  if (answers?.some(({ answer }) => answer.id === introduction && answer.about.advisory === id) === false)
    report(
      '',
      'introduction',
      `No answer about "${id}" has the id "${introduction}"; correct it or write it.`,
    );

  const declared = new Set(patch.statuses.map(({ name }) => name));
  for (const [index, { model, status }] of patch.rows.entries())
    if (!declared.has(status)) {
      const known = [...declared].map((name) => `"${name}"`).join(', ');
      report(
        `patch.rows ${index + 1} (${model})`,
        'status',
        `"${status}" is not among the statuses (${known}); correct it or declare it.`,
      );
    }
  for (const name of patch.examples)
    if (!patch.rows.some(({ model }) => model === name))
      report('patch', 'examples', `"${name}" is not a model of this table; name one of its rows.`);
  return [
    ...problems,
    ...repeated(
      patch.statuses.map(({ name }) => ({ file, entry: 'patch.statuses', field: 'name', value: name })),
    ),
  ];
}

/** A name means one vulnerability: a name of an advisory may not also stand for another vulnerability. */
function checkNames({ advisories = [], vocabulary }: Partial<Content>): Problem[] {
  const ids = advisories.map(({ file, advisory: { id } }) => ({ file, entry: '', field: 'id', value: id }));
  const names = advisories.flatMap(({ file, advisory: { name, aliases } }) =>
    [name, ...aliases.filter((alias) => flat(alias) !== flat(name))].map((value) => ({
      file,
      entry: '',
      field: 'name or alias',
      value,
    })),
  );
  const ours = new Map(names.map(({ file, value }) => [flat(value), file]));
  const others = vocabulary?.otherVulnerabilities ?? [];
  return [
    ...repeated(ids),
    ...repeated(names),
    ...others.flatMap((name) => {
      const file = ours.get(flat(name));
      const message = `"${name}" is a name of the advisory in ${file}; remove it here.`;
      return file === undefined
        ? []
        : [{ file: files.vocabulary, entry: 'otherVulnerabilities', field: '', message }];
    }),
  ];
}

/** Without spaces and punctuation: "frag attacks" is FragAttacks. */
const flat = (name: string): string => comparable(name).replaceAll(' ', '');

interface Range {
  file: string;
  from: string;
  to: string;
}

/** A CVE id leads to one advisory only. */
function checkRanges(advisories: Content['advisories']): Problem[] {
  const ranges = advisories.flatMap(({ file, advisory }) =>
    advisory.cves.map((range): Range => ({ file, ...range })),
  );
  return ranges.flatMap((range, index) => {
    const { file, from, to } = range;
    const place = { file, entry: `cves ${from}`, field: '' };
    if (yearOf(from) !== yearOf(to) || numberOf(from) > numberOf(to))
      return [
        {
          ...place,
          message: `A range of CVE ids must end after its start, in the same year; correct ${to}.`,
        },
      ];
    const other = ranges.slice(0, index).find((earlier) => overlap(earlier, range));
    if (other === undefined) return [];
    const where = other.file === file ? 'this file' : other.file;
    return [
      {
        ...place,
        message: `It overlaps with ${other.from} to ${other.to} in ${where}; correct one of them.`,
      },
    ];
  });
}

const overlap = (a: Range, b: Range): boolean =>
  yearOf(a.from) === yearOf(b.from) &&
  numberOf(a.from) <= numberOf(b.to) &&
  numberOf(b.from) <= numberOf(a.to);
