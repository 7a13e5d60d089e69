import type { ComponentChildren } from 'preact';
import type { Choices } from './choices.ts';

interface Named {
  /** The name of the entry's field; '' for the value itself, or for fields that are only shown together. */
  name: string;
  label: string;
  hint?: string;
}

interface Optional {
  /** Whether the field is left out of the entry while it is empty. */
  isOptional?: true;
}

/** A text of one or several lines. */
export interface TextSpec extends Named, Optional {
  kind: 'text';
  lines?: number;
  /** The limit, in characters. */
  most?: number;
  /** The recommended limit, in characters; longer texts are allowed. */
  advised?: number;
  suggest?: keyof Choices;
}

/** A day, or none. */
export interface DateSpec extends Named {
  kind: 'date';
}

/** One of several values, chosen from a list. */
export interface ChoiceSpec extends Named, Optional {
  kind: 'choice';
  from: keyof Choices;
  /** The label of no value. */
  none?: string;
}

export interface SearchedSpec extends Named, Optional {
  kind: 'searched';
  from: keyof Choices;
}

/** One value or nothing. */
export interface CheckSpec extends Named {
  kind: 'check';
  on: unknown;
  /** The value if unchecked; undefined leaves the field out. */
  off?: unknown;
}

/** A list of texts. */
export interface TextsSpec extends Named, Optional {
  kind: 'texts';
  /** The name of one of them, as in "Add a phrase". */
  item: string;
  isOrdered?: true;
  suggest?: keyof Choices;
}

/** A list of entries, chosen by their labels. */
export interface ChosenSpec extends Named, Optional {
  kind: 'chosen';
  from: keyof Choices;
  most?: number;
}

/** Words with their meanings. */
export interface TermsSpec extends Named {
  kind: 'terms';
}

/** A group of fields within the entry; without a name, they are fields of the entry itself. */
export interface GroupSpec extends Named, Optional {
  kind: 'group';
  fields: readonly Field[];
  /** Whether it is collapsed at first. */
  isFolded?: true;
  /** The initial value, if the group is optional. */
  blank?: unknown;
}

/** A list of groups. */
export interface ItemsSpec extends Named {
  kind: 'items';
  item: string;
  fields: readonly Field[];
  /** The field that names an item. */
  title: string;
  blank: unknown;
  most?: number;
  /** Whether the order matters. */
  isOrdered?: true;
}

/** The rows of a patch table. */
export interface RowsSpec extends Named {
  kind: 'rows';
}

/** The translations of the entry. */
export interface TranslationsSpec extends Named {
  kind: 'translations';
  /** The fields of a translation: those that the entry itself has. */
  fieldsFor: (content: unknown) => readonly Field[];
}

/** A field of a form. */
export type Field =
  | TextSpec
  | DateSpec
  | ChoiceSpec
  | SearchedSpec
  | CheckSpec
  | TextsSpec
  | ChosenSpec
  | TermsSpec
  | GroupSpec
  | ItemsSpec
  | RowsSpec
  | TranslationsSpec;

/** The props of a field's component. */
export interface FieldProps<Spec extends Field = Field> {
  spec: Spec;
  value: unknown;
  /** Called with the new value; undefined removes the field. */
  onChange: (value: unknown) => void;
  /** Its place in the entry, as in problems: `followUps`, `variants.options.1.label`. */
  at: string;
}

/** Draws nested fields. Passed to the kinds of fields that contain others, to avoid an import cycle. */
export interface HoldsFields {
  draw: (specs: readonly Field[], props: Pick<FieldProps, 'value' | 'onChange' | 'at'>) => ComponentChildren;
}
