import { createHash } from 'node:crypto';
import { readAuthored } from '../authored/yaml.ts';
import { scenarioSchema, type Scenario } from './schema.ts';

/**
 * Reads the text of a scenario.yaml.
 * @param file its path, for errors
 * @throws {ProblemsError} with everything that is wrong, by line and column
 */
export const parseScenario = (text: string, file: string): Scenario => readAuthored(text, file, scenarioSchema).data;

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
