import { parse, type IParseError } from 'sh-syntax';

/** A line of a console block: its prompt, and what was typed behind it or, without one, printed. */
export interface ConsoleLine {
  kind: 'command' | 'continued' | 'output';
  /** `root@vm:~# `, `$ `; `> ` of a continued line where the block shows it, else empty. */
  prompt: string;
  text: string;
}

/** A command that the block does not bring to its end. */
export class OpenCommand extends Error {
  /** Line of the block where the command begins, from 1. */
  readonly line: number;
  constructor(line: number, why: string) {
    super(`the command of this console never ends (${why}): write all of its lines, or use \`\`\`text`);
    this.name = 'OpenCommand';
    this.line = line;
  }
}

const PROMPT = /^(?:[\w.-]+@[\w.-]+:\S*)?[$#](?: |$)/;
/** The shell's second prompt; an editor may have taken the space behind it. */
const SECOND = /^>(?: |$)/;

/** Why a shell that has read so much asks for more; undefined where it does not. */
async function openBy(command: string): Promise<string | undefined> {
  if (/(?<!\\)(?:\\\\)*\\$/.test(command)) return 'its last line ends with a backslash';
  try {
    await parse(command);
  } catch (error) {
    const { Incomplete, Text } = error as IParseError;
    // Of a here-document that has no line yet the parser does not say that it is incomplete.
    if (Incomplete || Text.startsWith('unclosed here-document')) return Text;
  }
  return undefined;
}

/**
 * Reads one command from the row of its prompt on.
 * @param shown whether the rows it goes on in begin with the second prompt
 * @returns its lines, or why it is still open where the rows end
 */
async function readCommand(rows: readonly string[], prompt: string, shown: boolean): Promise<ConsoleLine[] | string> {
  const lines: ConsoleLine[] = [{ kind: 'command', prompt, text: rows[0]!.slice(prompt.length) }];
  for (;;) {
    const why = await openBy(lines.map(({ text }) => text).join('\n'));
    if (why === undefined) return lines;
    const row = rows[lines.length];
    const second = shown ? SECOND.exec(row ?? '')?.[0] : '';
    if (row === undefined || second === undefined) return why;
    lines.push({ kind: 'continued', prompt: second, text: row.slice(second.length) });
  }
}

/**
 * Tells commands, the lines they go on in, and output of a `console` block apart. A command goes on as long as a shell
 * would ask for more (backslash, quotes, here-documents, `for` without `done` ...), whether the block shows the second
 * prompt `> ` or not; a line that only looks like a prompt, in a here-document, is none.
 * @throws OpenCommand where a command is not finished at the end of the block
 */
export async function readConsole(block: string): Promise<ConsoleLine[]> {
  const lines: ConsoleLine[] = [];
  const rows = block.split('\n');
  while (lines.length < rows.length) {
    const rest = rows.slice(lines.length);
    const prompt = PROMPT.exec(rest[0]!)?.[0];
    if (prompt === undefined) {
      lines.push({ kind: 'output', prompt: '', text: rest[0]! });
      continue;
    }
    let command = await readCommand(rest, prompt, SECOND.test(rest[1] ?? ''));
    // What looked like a second prompt was text: a quotation in a here-document.
    if (typeof command === 'string') command = await readCommand(rest, prompt, false);
    if (typeof command === 'string') throw new OpenCommand(lines.length + 1, command);
    lines.push(...command);
  }
  return lines;
}
