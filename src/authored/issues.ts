import type { z } from 'zod';
import { didYouMean, nearest } from './nearest.ts';

const MISSING = 'is missing';

/** What a schema has against a value: where in it, what, and what to do. */
interface Complaint {
  /** Keys down to the value; of a key that is not known, the key itself. */
  path: PropertyKey[];
  /** The path ends in a key that should not be there. */
  key?: true;
  message: string;
  advice?: string;
}

type Issue = z.core.$ZodIssue;
/** What is read of a schema: Zod's own public definitions (zod.dev, "Zod Core"). */
interface Definition {
  type: string;
  shape?: Record<string, Schema>;
  element?: Schema;
  valueType?: Schema;
  innerType?: Schema;
  getter?: () => Schema;
  in?: Schema;
  options?: Schema[];
}
type Schema = { _zod: { def: unknown } };

const definition = (schema: Schema): Definition => schema._zod.def as Definition;

/** A schema without what is wrapped around it. */
function bare(schema: Schema): Definition {
  let def = definition(schema);
  for (;;) {
    const inner: Schema | undefined = def.innerType ?? (def.type === 'lazy' ? def.getter?.() : def.in);
    if (!inner) return def;
    def = definition(inner);
  }
}

/** The names that may stand at a path in a value; none where any may, or the path is not in the schema. */
function keysAt(schema: Schema, path: readonly PropertyKey[]): string[] {
  const def = bare(schema);
  if (def.options) return [...new Set(def.options.flatMap((option) => keysAt(option, path)))];
  const [key, ...rest] = path;
  if (key === undefined) return Object.keys(def.shape ?? {});
  const next = def.shape?.[String(key)] ?? def.element ?? def.valueType;
  return next ? keysAt(next, rest) : [];
}

/** What a schema has against a value; one complaint for each thing that is wrong. */
export function complaints(error: z.ZodError, schema: Schema): Complaint[] {
  const all = error.issues.flatMap((issue) => complaintsOf(issue as Issue, [], schema));
  const written = all.flatMap(({ path, key }) =>
    key ? [{ above: path.slice(0, -1), name: String(path.at(-1)) }] : [],
  );
  // What is there under a misspelt name is not missing besides.
  return all.filter(
    ({ path, message }) =>
      message !== MISSING ||
      !written.some(
        ({ above, name }) =>
          above.join('\0') === path.slice(0, -1).join('\0') && nearest(name, keysAt(schema, above))[0] === path.at(-1),
      ),
  );
}

function complaintsOf(issue: Issue, above: readonly PropertyKey[], schema: Schema): Complaint[] {
  const path = [...above, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        key: true,
        message: `"${key}" is not known here`,
        ...advised(didYouMean(key, keysAt(schema, path))),
      }));
    case 'invalid_value': {
      const given = issue.input;
      const names = issue.values.map(String);
      return [
        {
          path,
          message: issue.message,
          ...(typeof given === 'string' ? advised(didYouMean(given, names)) : {}),
        },
      ];
    }
    case 'invalid_key':
      return issue.issues.map(({ message }) => ({ path, key: true, message }));
    case 'invalid_union': {
      // The branch that was meant: one of the value's own kind, which fails further down.
      const meant = issue.errors.filter(
        (branch) => !branch.some((i) => i.path.length === 0 && i.code === 'invalid_type'),
      );
      if (meant.length === 1) return meant[0]!.flatMap((inner) => complaintsOf(inner, path, schema));
      return [{ path, message: issue.message }];
    }
    default:
      return [
        { path, message: !missing(issue) ? issue.message : path.length === 0 ? 'there is nothing here' : MISSING },
      ];
  }
}

const missing = (issue: Issue): boolean =>
  issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
const advised = (advice: string | undefined): { advice?: string } => (advice === undefined ? {} : { advice });
