/** Words for naming customers without a name: pleasant, short, and easy to tell apart. */
const adjectives =
  'Amber Autumn Azure Brave Breezy Bright Calm Cheery Clever Coral Cosy Crimson Curious Dapper Daring Eager Early Fabled Gentle Golden Happy Hazel Honest Indigo Ivory Jolly Keen Kind Lively Lucky Lunar Mellow Merry Mild Misty Noble Olive Patient Polite Quick Quiet Rosy Rustic Silver Snowy Sunny Swift Tidy Velvet Warm Wise Witty'.split(
    ' ',
  );
const creatures =
  'Alder Aster Badger Beaver Birch Bison Cedar Clover Crane Cricket Daisy Dolphin Dove Falcon Fern Finch Fox Gecko Hare Heron Ibis Iris Ivy Jay Juniper Koala Lark Laurel Lily Linden Lynx Magpie Maple Marten Mole Moose Myrtle Newt Oak Orchid Osprey Otter Owl Panda Pine Plover Poppy Puffin Quail Robin Rowan Sage Seal Sparrow Stork Swan Teal Thistle Toucan Tulip Violet Walrus Willow Wren'.split(
    ' ',
  );

/** Hashes a text to a number (FNV-1a). */
export function hashOf(text: string): number {
  let hash = 2_166_136_261;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return hash;
}

/** A name for a customer without one, always the same for an id: `Amber Otter`. */
export function friendlyName(id: string): string {
  const hash = hashOf(id);
  const adjective = adjectives[hash % adjectives.length] ?? '';
  const creature = creatures[Math.floor(hash / adjectives.length) % creatures.length] ?? '';
  return `${adjective} ${creature}`;
}
