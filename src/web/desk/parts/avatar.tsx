import { hashOf } from './friendly-name.ts';

/** The hues that avatars have, as classes: the colours are in the style sheet. */
const HUES = 8;

/** A whole first character, even of a script whose characters take two units. */
const initialOf = (name: string): string =>
  String.fromCodePoint(name.trim().codePointAt(0) ?? 63).toLocaleUpperCase();

/** A round picture of somebody: the first letter of their name, in a colour that they keep. */
export function Avatar({
  name,
  id = name,
  mark,
}: {
  name: string;
  /** What the colour comes from, if not the name. */
  id?: string;
  /** A dot at its corner. */
  mark?: 'available' | 'busy' | 'away' | undefined;
}) {
  return (
    <span class={`avatar hue-${hashOf(id) % HUES}`} aria-hidden="true" translate={false}>
      {initialOf(name)}
      {mark !== undefined && <span class={`dot ${mark}`} />}
    </span>
  );
}
