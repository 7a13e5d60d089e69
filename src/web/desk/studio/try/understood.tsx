import type { StudioReading } from '#desk/studio/try-wire.ts';
import { understoodWords as words } from './words.ts';

/** How a message was understood, collapsed at first. */
export const Understood = ({ readings }: { readings: readonly StudioReading[] }) => (
  <details class="studio-fold try-understood">
    <summary>{words.title}</summary>
    {readings.map((reading, at) => (
      <dl key={at}>
        {rowsOf(reading).map(([term, values]) => (
          <div key={term}>
            <dt>{term}</dt>
            {values.map((value) => (
              <dd key={value} dir="auto">
                {value}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    ))}
  </details>
);

/** The facts to show, in the order in which an editor would ask for them. */
function rowsOf(reading: StudioReading): [string, string[]][] {
  const rows: [string, string[]][] = [
    [words.question, [reading.question]],
    [words.corrections, reading.corrections.map(({ from, to }) => `${from} → ${to}`)],
    [words.answer, [named(reading)]],
    [words.sureness, [words.certainty(reading)]],
    [words.by, [words.rules[reading.rule] ?? reading.rule]],
    [words.candidates, reading.candidates.map(({ title }) => title)],
    [words.runnersUp, reading.runnersUp.map(({ title, score }) => `${title} (${words.share(score)})`)],
    [words.models, reading.models],
    [words.advisories, reading.advisories],
    [words.apps, reading.apps],
    [words.boundary, reading.boundary === '' ? [] : [reading.boundary]],
    [
      words.near,
      reading.nearPhrases.map(
        ({ text, title, similarity }) => `“${text}” → ${title} (${words.share(similarity)})`,
      ),
    ],
  ];
  return rows.filter(([, values]) => values.length > 0);
}

const named = ({ title, intent }: StudioReading): string =>
  title === intent ? intent : `${title} (${intent})`;
