import { createHash } from 'node:crypto';
import { LineCounter, parseDocument } from 'yaml';
import { scenarioSchema, type Scenario } from './schema.ts';

/** A scenario that contradicts the schema, or is not YAML. The message names file, line and field. */
export class ScenarioError extends Error {
  override name = 'ScenarioError';
}

/**
 * Reads the text of a scenario.yaml.
 * @param file its path, for errors
 * @throws ScenarioError with one line for each thing that is wrong
 */
export function parseScenario(text: string, file: string): Scenario {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const at = (offset: number) => lines.linePos(offset).line;
  if (document.errors.length > 0)
    throw new ScenarioError(
      document.errors.map((e) => `${file}:${at(e.pos[0])}: ${e.message.split('\n')[0]}`).join('\n'),
    );
  const result = scenarioSchema.safeParse(document.toJS());
  if (result.success) return result.data;
  throw new ScenarioError(
    result.error.issues
      .map((issue) => {
        let path = issue.path as (string | number)[];
        let node = document.getIn(path, true) as { range?: [number, number, number] } | undefined;
        while (node?.range === undefined && path.length > 0) {
          path = path.slice(0, -1);
          node = document.getIn(path, true) as { range?: [number, number, number] } | undefined;
        }
        return `${file}:${at(node?.range?.[0] ?? 0)}: ${issue.path.join('.') || 'scenario'}: ${issue.message}`;
      })
      .join('\n'),
  );
}

/**
 * What kernel.json keeps as `scenarioDigest`: SHA-256 of all in a scenario that decides what is
 * recorded and demanded. Titles and sentences for the reader are left out, so mending one needs no new recording.
 */
export function scenarioDigest(scenario: Scenario): string {
  const forReaders = new Set(['title', 'label', 'say']);
  return createHash('sha256')
    .update(JSON.stringify(scenario, (key, value: unknown) => (forReaders.has(key) ? undefined : value)))
    .digest('hex');
}
