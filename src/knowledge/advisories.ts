import type { Advisory } from './knowledge.ts';
import { modelsOf } from './patch-table.ts';
import type { AdvisoryFile, Source } from './schema.ts';

/** The year of a CVE id. */
export const yearOf = (cve: string): number => Number(cve.split('-')[1]);
/** The number of a CVE id within its year. */
export const numberOf = (cve: string): number => Number(cve.split('-')[2]);

/** The advisories by id, newest first. Those with the same date or none keep the order of their files. */
export function advisoriesOf(
  files: readonly AdvisoryFile[],
  sources: readonly Source[],
): Map<string, Advisory> {
  const dates = new Map(sources.map(({ id, date }) => [id, date ?? '']));
  const dateOf = ({ source }: AdvisoryFile): string => dates.get(source) ?? '';
  const newestFirst = files.toSorted((a, b) => dateOf(b).localeCompare(dateOf(a)));
  const spellings = new Map<string, string>();
  // The oldest table determines the spelling of its models, and newer ones do not change it.
  const advisories = newestFirst.toReversed().map((advisory): Advisory => ({
    ...advisory,
    models: modelsOf(advisory.patch.rows, spellings),
    years: yearsOf(advisory, dateOf(advisory)),
  }));
  return new Map(advisories.toReversed().map((advisory) => [advisory.id, advisory]));
}

/** The years of its CVE ids and of its publication. */
const yearsOf = ({ cves }: AdvisoryFile, date: string): number[] => [
  ...new Set([
    ...cves.flatMap(({ from, to }) => [yearOf(from), yearOf(to)]),
    ...(date === '' ? [] : [Number(date.slice(0, 4))]),
  ]),
];
