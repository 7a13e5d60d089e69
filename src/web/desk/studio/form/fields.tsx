import { ChosenField, SearchedField } from './chosen-field.tsx';
import type { Field, FieldProps, HoldsFields } from './field.ts';
import { GroupField } from './group-field.tsx';
import { ItemsField } from './items-field.tsx';
import { RowsField } from './rows-field.tsx';
import { CheckField, ChoiceField, DateField } from './small-fields.tsx';
import { TermsField } from './terms-field.tsx';
import { TextField } from './text-field.tsx';
import { TextsField } from './texts-field.tsx';
import { TranslationsField } from './translations-field.tsx';
import { placeIn, valueOf, withField } from './values.ts';

function FieldView({ spec, ...props }: FieldProps) {
  switch (spec.kind) {
    case 'text':
      return <TextField spec={spec} {...props} />;
    case 'date':
      return <DateField spec={spec} {...props} />;
    case 'choice':
      return <ChoiceField spec={spec} {...props} />;
    case 'searched':
      return <SearchedField spec={spec} {...props} />;
    case 'check':
      return <CheckField spec={spec} {...props} />;
    case 'texts':
      return <TextsField spec={spec} {...props} />;
    case 'chosen':
      return <ChosenField spec={spec} {...props} />;
    case 'terms':
      return <TermsField spec={spec} {...props} />;
    case 'group':
      return <GroupField spec={spec} draw={draw} {...props} />;
    case 'items':
      return <ItemsField spec={spec} draw={draw} {...props} />;
    case 'rows':
      return <RowsField spec={spec} {...props} />;
    case 'translations':
      return <TranslationsField spec={spec} draw={draw} {...props} />;
  }
}

/** The fields of an entry, or of a group in it. */
export const Fields = ({
  specs,
  value,
  onChange,
  at = '',
}: {
  specs: readonly Field[];
  value: unknown;
  onChange: (value: unknown) => void;
  at?: string;
}) => (
  <>
    {specs.map((spec) => (
      <FieldView
        key={`${spec.name} ${spec.label}`}
        spec={spec}
        value={valueOf(value, spec.name)}
        onChange={(next) => onChange(withField(value, spec.name, next))}
        at={spec.name === '' ? at : placeIn(at, spec.name)}
      />
    ))}
  </>
);

const draw: HoldsFields['draw'] = (specs, props) => <Fields specs={specs} {...props} />;
