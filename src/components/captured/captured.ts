import { findPattern } from '../../authored/pattern.ts';
import { loadRecording } from '../../recording/load.ts';
import { plainText } from '../../transcript/cells.ts';
import type { Session } from '../../transcript/model.ts';
import { sessionOf } from '../../transcript/session.ts';

/** What the reader sees of one recorded step, as plain text. */
export interface CapturedStep {
  prompt: string;
  command: string;
  output: string;
}

/**
 * One step of a recording in its own terminal.
 * @param at file and line of whoever asks
 * @throws when there is no such recording or step, naming the place and the steps there are
 */
export async function capturedStep(recording: string, step: string, at: string): Promise<CapturedStep> {
  let session: Session;
  try {
    session = await sessionOf(await loadRecording(recording));
  } catch (error) {
    throw new Error(`${at}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const number = session.steps.find((s) => s.id === step)?.number;
  const block = session.panes.flatMap((pane) => pane.blocks).find((b) => b.own && b.step === number);
  if (number === undefined || !block) {
    throw new Error(
      `${at}: recording "${recording}" has no step "${step}" (there are: ${session.steps.map((s) => s.id).join(', ')})`,
    );
  }
  return { prompt: plainText(block.prompt), command: block.command, output: plainText(block.output.runs) };
}

/**
 * The part of an output that prose quotes.
 * @param output of a step
 * @param pattern regular expression, flags m and u; its first group where it has one, else the whole match
 * @param at for messages: file, line, component
 * @throws when the pattern is not valid, finds no end or does not match, with the output
 */
export function quote(output: string, pattern: string, at: string): string {
  let match: RegExpExecArray | null;
  try {
    match = findPattern(pattern, 'mu', output);
  } catch (error) {
    throw new Error(`${at}: match="${pattern}" ${(error as Error).message}`);
  }
  if (!match) throw new Error(`${at}: match="${pattern}" is not in the recorded output:\n${output}`);
  return match[1] ?? match[0];
}
