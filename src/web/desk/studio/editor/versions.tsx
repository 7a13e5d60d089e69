import type { ComponentChildren } from 'preact';
import type { Difference } from './readable.ts';
import { editorWords as words } from './words.ts';

/** Two versions side by side, field by field. @param actions shown below each field */
export const Versions = ({
  differences,
  first,
  second,
  actions,
}: {
  differences: readonly Difference[];
  /** The names of the two versions. */
  first: string;
  second: string;
  actions?: (difference: Difference) => ComponentChildren;
}) => (
  <>
    {differences.length === 0 && <p class="soft">{words.same}</p>}
    {differences.map((difference) => (
      <section key={difference.field} class="studio-versions" aria-label={difference.label}>
        <h4>{difference.label}</h4>
        <div class="studio-sides">
          {[
            { name: first, text: difference.first },
            { name: second, text: difference.second },
          ].map(({ name, text }) => (
            <div key={name} class="studio-side">
              <p class="soft">{name}</p>
              <p class="plain" dir="auto">
                {text === '' ? <span class="soft">{words.nothing}</span> : text}
              </p>
            </div>
          ))}
        </div>
        {actions?.(difference)}
      </section>
    ))}
  </>
);
