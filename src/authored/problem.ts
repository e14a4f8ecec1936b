/** What is wrong in an authored file, and where. */
export interface Problem {
  /** Path from the project's root. */
  file: string;
  /** From 1; absent where only the whole file can be named. */
  line?: number;
  /** From 1, in UTF-16 code units; absent where only the line is known. */
  column?: number;
  /** What is wrong, without its place. */
  message: string;
  /** What to do: a sentence of its own. */
  advice?: string;
}

/** A place in an authored file. Both from 1. */
export interface Place {
  line: number;
  column: number;
}

/** One or more problems, where a program cannot go on. The message has a line for each. */
export class ProblemsError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'ProblemsError';
    this.problems = problems;
  }
}

/** `file:line:column: message. advice`, the form editors and terminals make a link of. */
export function formatProblem({ file, line, column, message, advice }: Problem): string {
  const place = [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
  const end = advice === undefined ? '' : /[.。?!:\n]$/.test(message) ? ' ' : '. ';
  return `${place}: ${message}${end}${advice ?? ''}`;
}

/**
 * A problem as GitHub Actions takes it from a program's output: it marks the line in the change.
 * Source: "Workflow commands for GitHub Actions", docs.github.com (`%`, CR and LF are escaped, in values `:` and `,` too).
 */
export function annotation({ file, line, column, message, advice }: Problem): string {
  const data = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const value = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const place = [
    `file=${value(file)}`,
    ...(line === undefined ? [] : [`line=${line}`]),
    ...(line === undefined || column === undefined ? [] : [`col=${column}`]),
  ];
  return `::error ${place.join(',')}::${data(formatProblem({ file, message, ...(advice === undefined ? {} : { advice }) }).slice(file.length + 2))}`;
}

/**
 * The problems an error tells of.
 * @param file named where the error itself names no place
 */
export function problemsOf(error: unknown, file: string): Problem[] {
  if (error instanceof ProblemsError) return [...error.problems];
  const message = error instanceof Error ? error.message : String(error);
  // Readers below this floor (casts) say the place in front, in the same form.
  const found = /^((?:[\w.-]+\/)*[\w.-]+\.\w+):(\d+)(?::(\d+))?: ([\s\S]*)$/.exec(message);
  if (!found) return [{ file, message }];
  const [, named, line, column, rest] = found as unknown as [string, string, string, string | undefined, string];
  return [
    { file: named, line: Number(line), ...(column === undefined ? {} : { column: Number(column) }), message: rest },
  ];
}

/** Sorted as they are read: by file, line and column; none twice. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  const sorted = [...problems].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
  return [...new Map(sorted.map((problem) => [formatProblem(problem), problem])).values()];
}
