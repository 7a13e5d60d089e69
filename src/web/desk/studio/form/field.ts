import type { ComponentChildren } from 'preact';
import type { Choices } from './choices.ts';

interface Named {
  /** The field of the entry; '' for the value itself, or for fields that are only shown together. */
  name: string;
  label: string;
  hint?: string;
}

interface Optional {
  /** Left out of the entry while it is empty. */
  isOptional?: true;
}

/** A text on one line, or on several. */
export interface TextSpec extends Named, Optional {
  kind: 'text';
  lines?: number;
  /** More characters than this are refused. */
  most?: number;
  /** More characters than this are too long for people, and allowed. */
  advised?: number;
  suggest?: keyof Choices;
}

/** A day, or none. */
export interface DateSpec extends Named {
  kind: 'date';
}

/** One of several: by a list, or by a search where there are many. */
export interface ChoiceSpec extends Named, Optional {
  kind: 'choice';
  from: keyof Choices;
  /** What leaving it out means. */
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
  /** Undefined leaves it out. */
  off?: unknown;
}

/** A list of texts. */
export interface TextsSpec extends Named, Optional {
  kind: 'texts';
  /** What one of them is called: "Add a phrase". */
  item: string;
  isOrdered?: true;
  suggest?: keyof Choices;
}

/** A list of entries, chosen by what people call them. */
export interface ChosenSpec extends Named, Optional {
  kind: 'chosen';
  from: keyof Choices;
  most?: number;
}

/** Words with what they mean. */
export interface TermsSpec extends Named {
  kind: 'terms';
}

/** Fields of a group within the entry; without a name, they are fields of the entry itself. */
export interface GroupSpec extends Named, Optional {
  kind: 'group';
  fields: readonly Field[];
  /** Closed at first. */
  isFolded?: true;
  /** What it begins with, where it is optional. */
  blank?: unknown;
}

/** A list of groups. */
export interface ItemsSpec extends Named {
  kind: 'items';
  item: string;
  fields: readonly Field[];
  /** The field by which people know an item. */
  title: string;
  blank: unknown;
  most?: number;
  /** Its order counts. */
  isOrdered?: true;
}

/** The rows of a patch table. */
export interface RowsSpec extends Named {
  kind: 'rows';
}

/** The entry in other languages. */
export interface TranslationsSpec extends Named {
  kind: 'translations';
  /** The fields of a translation: those that the entry itself has. */
  fieldsFor: (content: unknown) => readonly Field[];
}

/** What a form is made of. */
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

/** What the component of each kind of field gets. */
export interface FieldProps<Spec extends Field = Field> {
  spec: Spec;
  value: unknown;
  /** Undefined leaves the field out. */
  onChange: (value: unknown) => void;
  /** Its place in the entry, as problems name it: `followUps`, `variants.options.1.label`. */
  at: string;
}

/** Draws the fields of a group or of an item; kinds that hold others get it, since they cannot know all kinds. */
export interface HoldsFields {
  draw: (specs: readonly Field[], props: Pick<FieldProps, 'value' | 'onChange' | 'at'>) => ComponentChildren;
}
