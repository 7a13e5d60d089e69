import { useId, useState } from 'preact/hooks';
import { Icon } from '../../shell/icon.tsx';
import type { FieldProps, TermsSpec } from './field.ts';
import { Grouped } from './labelled.tsx';
import { fieldsOf, textOf, withItem, withoutItem } from './values.ts';
import { formWords as words } from './words.ts';

type Term = [word: string, meaning: string];

const isWhole = ([word, meaning]: Term): boolean => word.trim() !== '' && meaning.trim() !== '';

/** Words, each with a line that explains it. A row counts once both are filled in. */
export function TermsField({ spec, value, onChange, at }: FieldProps<TermsSpec>) {
  const id = useId();
  const [terms, setTerms] = useState<readonly Term[]>(() =>
    Object.entries(fieldsOf(value)).map(([word, meaning]) => [word, textOf(meaning)]),
  );
  const set = (next: readonly Term[]): void => {
    setTerms(next);
    const whole = next.filter(isWhole);
    onChange(whole.length === 0 ? undefined : Object.fromEntries(whole));
  };
  return (
    <Grouped id={id} label={spec.label} hint={spec.hint} at={at}>
      {terms.map(([word, meaning], place) => (
        <div key={place} class="studio-text-box studio-term">
          <input
            class="field"
            aria-label={words.word(place + 1)}
            placeholder={words.wordHint}
            value={word}
            onInput={({ currentTarget }) => set(withItem(terms, place, [currentTarget.value, meaning]))}
          />
          <input
            class="field"
            aria-label={words.meaning(place + 1)}
            placeholder={words.meaningHint}
            value={meaning}
            onInput={({ currentTarget }) => set(withItem(terms, place, [word, currentTarget.value]))}
          />
          <button
            type="button"
            class="icon-button"
            aria-label={words.remove(word)}
            title={words.removeShort}
            onClick={() => set(withoutItem(terms, place))}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <p class="studio-list-foot">
        <button type="button" class="quiet" onClick={() => setTerms([...terms, ['', '']])}>
          {words.add(words.aWord)}
        </button>
      </p>
    </Grouped>
  );
}
