/**
 * `npm run evaluate`: measures the bot on labelled customer utterances, beside other classifiers.
 * `-- --no-peers` leaves the others out, `-- --lines FILE` measures another file of the same shape.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { warmUp } from '../warm-up.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { evaluationOf } from '../evaluation/evaluation.ts';
import { checkLabels, LabelledLinesError, parseLabelledLines } from '../evaluation/labelled-line.ts';
import { compareOurs, comparePeers } from '../evaluation/peers/compare-all.ts';
import { peerMaterial } from '../evaluation/peers/training-set.ts';
import { printed } from '../evaluation/print.ts';
import { reportPage } from '../evaluation/report/page.ts';
import { readEnvironment } from '../environment.ts';
import { createLocalBot } from './local-bot.ts';
import { runCommand } from './run-command.ts';

const standardLines = 'tests/evaluation/customer-utterances.jsonl';
const reportFile = 'test-results/evaluation.html';
const progressEvery = 50;

const now = (): number => performance.now();

/** Says in plain words what is wrong with the file of lines; undefined for any other failure. */
function explainLines(error: unknown, file: string): string | undefined {
  if (error instanceof LabelledLinesError) return `${file} cannot be measured on. ${error.message}`;
  const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
  return isMissing && (error as NodeJS.ErrnoException).path === file
    ? `There is no file ${file}. Name one with --lines FILE.`
    : undefined;
}

/** Measures on the lines of a file, prints what it found and writes the report. */
async function measure(file: string, withPeers: boolean): Promise<void> {
  const lines = parseLabelledLines(await readFile(file, 'utf8'));
  const subject = await createLocalBot(readEnvironment());
  checkLabels(lines, subject.knowledge);
  // Otherwise the first lines would be timed while the code is still being compiled.
  await warmUp({ ...subject, clock: () => new Date() });

  const results = await evaluate(subject, lines, {
    now,
    onProgress: (done, total) => {
      if (done % progressEvery === 0 || done === total) console.error(`Said ${done} of ${total} lines`);
    },
  });
  const { understand, knowledge } = subject;
  const ours = await compareOurs(understand, lines, { now });
  const peers = withPeers
    ? await comparePeers(peerMaterial(knowledge), lines, { now, onProgress: (what) => console.error(what) })
    : [];

  const evaluation = evaluationOf(file, results, [ours, ...peers]);
  console.log(`\n${printed(evaluation)}`);
  await mkdir(dirname(reportFile), { recursive: true });
  await writeFile(reportFile, reportPage(evaluation, new Date()));
  console.log(`\nThe report with the plots and every line that was not straight: ${reportFile}`);
}

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      'no-peers': { type: 'boolean', default: false },
      lines: { type: 'string', default: standardLines },
    },
  });
  const { lines: file, 'no-peers': withoutPeers } = values;
  try {
    await measure(file, !withoutPeers);
  } catch (error) {
    const explained = explainLines(error, file);
    if (explained === undefined) throw error;
    console.error(explained);
    process.exitCode = 1;
  }
});
