import { useId, useState } from 'preact/hooks';
import type { FieldProps, HoldsFields, TranslationsSpec } from './field.ts';
import { useForm } from './form-context.ts';
import { hasProblem } from './group-field.tsx';
import { Grouped, Problems } from './labelled.tsx';
import { languageName, languagesToAdd } from './languages.ts';
import { emptyFields, isLeftBehind } from './translation-fields.ts';
import { fieldsOf, placeIn, withField } from './values.ts';
import { formWords as words } from './words.ts';

/** The translations of the entry, one below the other, each collapsed until it is edited. */
export function TranslationsField({
  spec,
  value,
  onChange,
  at,
  draw,
}: FieldProps<TranslationsSpec> & HoldsFields) {
  const id = useId();
  const { content, published, problems } = useForm();
  const [added, setAdded] = useState('');
  const translations = fieldsOf(value);
  const set = (language: string, next: unknown): void => {
    const all = withField(translations, language, next);
    onChange(Object.keys(fieldsOf(all)).length === 0 ? undefined : all);
  };
  return (
    <Grouped id={id} label={spec.label} hint={spec.hint} at={at}>
      {Object.entries(translations).map(([language, translation]) => {
        const place = placeIn(at, language);
        const name = languageName(language);
        const fields = spec.fieldsFor(content);
        const missing = emptyFields(fields, translation);
        const isOpen = language === added || hasProblem(problems.keys(), place);
        return (
          <details key={language} class="studio-fold" {...(isOpen && { open: true })}>
            <summary>{name}</summary>
            <div class="studio-fields" role="group" aria-label={name}>
              <Problems id={`${id}-${language}`} at={place} />
              {isLeftBehind({ content, published, language }) && <p class="soft">{words.englishChanged}</p>}
              {missing.length > 0 && <p class="soft">{words.englishUntil(missing)}</p>}
              {draw(fields, {
                value: translation,
                onChange: (next) => set(language, next),
                at: place,
              })}
              <p class="studio-list-foot">
                <button type="button" class="quiet" onClick={() => set(language, undefined)}>
                  {words.remove(name)}
                </button>
              </p>
            </div>
          </details>
        );
      })}
      <AddLanguage
        taken={Object.keys(translations)}
        onAdd={(language) => {
          setAdded(language);
          set(language, {});
        }}
      />
    </Grouped>
  );
}

function AddLanguage({ taken, onAdd }: { taken: readonly string[]; onAdd: (language: string) => void }) {
  const [chosen, setChosen] = useState('');
  return (
    <div class="studio-rows-head">
      <select
        aria-label={words.noLanguage}
        value={chosen}
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
      >
        <option value="">{words.noLanguage}</option>
        {languagesToAdd(taken).map(({ tag, name }) => (
          <option key={tag} value={tag}>
            {name}
          </option>
        ))}
      </select>
      <button
        type="button"
        class="quiet"
        disabled={chosen === ''}
        onClick={() => {
          onAdd(chosen);
          setChosen('');
        }}
      >
        {words.addLanguage}
      </button>
    </div>
  );
}
