import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import type { Steps } from '#time/in-slices.ts';
import type { ExpectedAnswers } from './expected-schema.ts';
import type { Knowledge, Phrase } from './knowledge.ts';
import type { Answer } from './schema.ts';

/** How many entries are unpacked in one step, which takes about a millisecond. */
const STEP = 250;
const NUMBER_BYTES = 4;

/** The lists that grow with the knowledge. */
interface Lists {
  answers: Answer[];
  phrases: Phrase[];
  questions: ExpectedAnswers['questions'][number][];
  conversations: ExpectedAnswers['conversations'][number][];
}

/** Everything else. */
type Others = Omit<Knowledge, 'answers' | 'phrases' | 'expected'>;

/** Packs checked knowledge as bytes, from which it is restored in a tenth of the time that its documents take. */
export function pack({ answers, phrases, expected, ...others }: Knowledge): Uint8Array<ArrayBuffer> {
  const parts: (Others | Partial<Lists>)[] = [
    others,
    ...inParts([...answers.values()]).map((some) => ({ answers: some })),
    ...inParts(phrases).map((some) => ({ phrases: some })),
    ...inParts(expected.questions).map((some) => ({ questions: some })),
    ...inParts(expected.conversations).map((some) => ({ conversations: some })),
  ];
  const packed = parts.map((part) => serialize(part));
  const body = Buffer.concat(packed.flatMap((part) => [numberBytes(part.length), part]));
  return Uint8Array.from(Buffer.concat([numberBytes(crc32(body)), body]));
}

/** Reads what `pack` wrote, step by step. Returns undefined for anything else. */
export function* unpacking(bytes: Uint8Array): Steps<Knowledge | undefined> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (buffer.length < NUMBER_BYTES) return undefined;
  if (buffer.readUInt32LE() !== crc32(buffer.subarray(NUMBER_BYTES))) return undefined;
  const [others, ...parts] = partsIn(buffer);
  if (others === undefined) return undefined;
  const lists: Lists = { answers: [], phrases: [], questions: [], conversations: [] };
  for (const part of parts) {
    yield;
    const {
      answers = [],
      phrases = [],
      questions = [],
      conversations = [],
    } = deserialize(part) as Partial<Lists>;
    lists.answers.push(...answers);
    lists.phrases.push(...phrases);
    lists.questions.push(...questions);
    lists.conversations.push(...conversations);
  }
  yield;
  const { questions, conversations } = lists;
  return {
    ...(deserialize(others) as Others),
    answers: new Map(lists.answers.map((answer) => [answer.id, answer])),
    phrases: lists.phrases,
    expected: { questions, conversations },
  };
}

function partsIn(buffer: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = NUMBER_BYTES; at < buffer.length;) {
    const from = at + NUMBER_BYTES;
    at = from + buffer.readUInt32LE(at);
    parts.push(buffer.subarray(from, at));
  }
  return parts;
}

const inParts = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / STEP) }, (_, at) => items.slice(at * STEP, (at + 1) * STEP));

function numberBytes(number: number): Buffer {
  const bytes = Buffer.alloc(NUMBER_BYTES);
  bytes.writeUInt32LE(number);
  return bytes;
}
