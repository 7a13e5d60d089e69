import type { StudioKey, StudioProblem } from '#desk/studio/wire.ts';
import type { Field } from './field.ts';
import { fieldsOf, groupedBy, listOf, placeIn, textOf, textsOf, valueOf } from './values.ts';

/** The problems by the place of the field that shows them; '' for those that no field shows. */
export type PlacedProblems = ReadonlyMap<string, readonly string[]>;

/** Finds the field that shows each problem. */
export function placeProblems(
  problems: readonly StudioProblem[],
  { kind, id }: Pick<StudioKey, 'kind' | 'id'>,
  fields: readonly Field[],
  content: unknown,
): PlacedProblems {
  const places = placesOf(fields, content, '');
  const placed = problems.map((problem) => {
    const wanted = placeIn(withinDocument(problem, kind), inField(problem.field, content));
    const place = kind === 'opening' && problem.entry !== id ? '' : nearest(places, wanted);
    return { place, message: problem.message };
  });
  return new Map(
    [...groupedBy(placed, ({ place }) => place)].map(([place, own]) => [
      place,
      own.map(({ message }) => message),
    ]),
  );
}

/** In a document that is one entry, the checks name the group as the entry: "patch.rows 4 (EAP150)", "cves 1". */
function withinDocument({ entry }: StudioProblem, kind: StudioKey['kind']): string {
  if (kind !== 'advisory') return '';
  const [, group = '', position] = /^([\w.-]*?)(?: (\d+))?(?: \(.*\))?$/.exec(entry) ?? [];
  return position === undefined ? group : placeIn(group, position);
}

/** The field as the form names it: items, phrases and options by their position. */
function inField(field: string, content: unknown): string {
  const item = /^item (\d+)$/.exec(field)?.[1];
  if (item !== undefined) return item;
  const quoted = /^"(.*)"$/s.exec(field)?.[1];
  if (quoted !== undefined || Array.isArray(content)) return placeOfText(textsOf(content), quoted ?? field);
  const option = /^variants\.options\.(.+)$/.exec(field)?.[1];
  if (option !== undefined && !/^\d/.test(option)) return placeOfOption(content, option);
  return field === 'name or alias' ? 'aliases' : field;
}

function placeOfText(texts: readonly string[], text: string): string {
  // Of two identical texts, the later one gets the problem.
  const at = texts.lastIndexOf(text);
  return at === -1 ? '' : String(at + 1);
}

function placeOfOption(content: unknown, id: string): string {
  const options = listOf(valueOf(valueOf(content, 'variants'), 'options'));
  const at = options.findIndex((option) => textOf(valueOf(option, 'id')) === id);
  return at === -1 ? 'variants.options' : `variants.options.${at + 1}.label`;
}

/** All places of a form that can show problems. */
function placesOf(fields: readonly Field[], content: unknown, at: string): string[] {
  return fields.flatMap((field) => {
    const place = field.name === '' ? at : placeIn(at, field.name);
    const value = valueOf(content, field.name);
    switch (field.kind) {
      case 'group':
        return [place, ...placesOf(field.fields, value, place)];
      case 'items':
        return [
          place,
          ...listOf(value).flatMap((item, index) =>
            placesOf(field.fields, fieldsOf(item), placeIn(place, index + 1)),
          ),
        ];
      case 'translations':
        return [
          place,
          ...Object.entries(fieldsOf(value)).flatMap(([language, translation]) => [
            placeIn(place, language),
            ...placesOf(field.fieldsFor(content), translation, placeIn(place, language)),
          ]),
        ];
      case 'texts':
      case 'chosen':
      case 'rows':
        return [place, ...listOf(value).map((_item, index) => placeIn(place, index + 1))];
      default:
        return [place];
    }
  });
}

/** The innermost place that contains the wanted one. */
const nearest = (places: readonly string[], wanted: string): string =>
  places
    .filter((place) => place === wanted || wanted.startsWith(`${place}.`))
    .reduce((longest, place) => (place.length > longest.length ? place : longest), '');
