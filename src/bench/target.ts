import type { Browser } from 'playwright';

/**
 * A page of its own profile in which nothing works but the page: no script of Playwright's, no log of its network,
 * which decodes every answer once more. Both cost the main thread some 30 ms before the first frame of a page of
 * 100 KB on a processor four times slower, and no reader's browser has them.
 * What it is told and what it answers are the messages of the DevTools protocol (https://chromedevtools.github.io/devtools-protocol/).
 */
export interface Target {
  /** Sends a command and waits for its result. */
  send(method: string, params?: object): Promise<unknown>;
  /** Waits for an event, and rejects when a script of the page throws before. */
  once(event: string): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

interface Message {
  id?: number;
  result?: unknown;
  error?: { message: string };
  method?: string;
  params?: Record<string, unknown>;
}

/** Opens a {@link Target} on an empty page of 1440 by 900. */
export async function openTarget(browser: Browser): Promise<Target> {
  const root = await browser.newBrowserCDPSession();
  const { browserContextId } = await root.send('Target.createBrowserContext');
  const { targetId } = await root.send('Target.createTarget', {
    url: 'about:blank',
    browserContextId,
    width: 1440,
    height: 900,
  });
  const { sessionId } = await root.send('Target.attachToTarget', { targetId, flatten: false });
  const commands = new Map<number, (message: Message) => void>();
  const events = new Set<(method: string, params: Record<string, unknown>) => void>();
  let last = 0;
  root.on('Target.receivedMessageFromTarget', ({ sessionId: from, message }) => {
    if (from !== sessionId) return;
    const answer = JSON.parse(message) as Message;
    if (answer.id === undefined) for (const listen of events) listen(answer.method!, answer.params!);
    else commands.get(answer.id)!(answer);
  });
  const send = (method: string, params: object = {}): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = (last += 1);
      commands.set(id, ({ result, error }) => {
        commands.delete(id);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result);
      });
      root
        .send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) })
        .catch(reject);
    });
  return {
    send,
    once: (event) =>
      new Promise((resolve, reject) => {
        const listen = (method: string, params: Record<string, unknown>): void => {
          if (method !== event && method !== 'Runtime.exceptionThrown') return;
          events.delete(listen);
          if (method === event) resolve(params);
          else reject(new Error(`A script of the page threw: ${JSON.stringify(params)}`));
        };
        events.add(listen);
      }),
    async close() {
      await root.send('Target.disposeBrowserContext', { browserContextId });
      await root.detach();
    },
  };
}
