import { hashOf } from './friendly-name.ts';

/** The number of avatar hues; each is a class in the style sheet. */
const HUES = 8;

/** The first character, even if it takes two code units. */
const initialOf = (name: string): string =>
  String.fromCodePoint(name.trim().codePointAt(0) ?? 63).toLocaleUpperCase();

/** A round avatar: the first letter of a name, in a colour that is always the same for that person. */
export function Avatar({
  name,
  id = name,
  mark,
}: {
  name: string;
  /** What to derive the colour from, if not the name. */
  id?: string;
  /** A dot in its corner. */
  mark?: 'available' | 'busy' | 'away' | undefined;
}) {
  return (
    <span class={`avatar hue-${hashOf(id) % HUES}`} aria-hidden="true" translate={false}>
      {initialOf(name)}
      {mark !== undefined && <span class={`dot ${mark}`} />}
    </span>
  );
}
