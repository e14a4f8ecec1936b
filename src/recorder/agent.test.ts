import { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { Agent } from './agent.ts';

/** A guest: `answer` gets what a script prints, or undefined where it never answers. */
function guest(answer: (script: string) => [status: number, output: Uint8Array] | undefined): {
  agent: Agent;
  socket: Duplex;
} {
  const socket = new Duplex({
    read() {
      /* pushed */
    },
    write(chunk: Buffer, _encoding, done) {
      const [id, script = ''] = chunk.toString().trim().split(' ');
      const said = answer(Buffer.from(script, 'base64').toString());
      if (said) {
        const line = `${id} ${said[0]} ${Buffer.from(said[1]).toString('base64')}\n`;
        socket.push(line.slice(0, 5));
        socket.push(line.slice(5));
      }
      done();
    },
  });
  return { agent: new Agent(socket as unknown as Socket), socket };
}
const bytes = (text: string) => new TextEncoder().encode(text);

describe('Agent', () => {
  it('gives what a script printed, its bytes that are not UTF-8 kept apart', async () => {
    const { agent } = guest((script) => [0, script === 'odd' ? Uint8Array.of(0x61, 0xe9) : bytes(`${script} 日本`)]);
    expect(await Promise.all([agent.run('a'), agent.run('b'), agent.run('odd')])).toEqual([
      'a 日本',
      'b 日本',
      'a\udce9',
    ]);
  });

  it('fails with the status, the script and its words', async () => {
    const { agent } = guest(() => [3, bytes('no such file')]);
    await expect(agent.run('cat x')).rejects.toThrow('in the guest, status 3:\ncat x\nno such file');
  });

  it('forgets a script that took too long', async () => {
    const { agent } = guest(() => undefined);
    await expect(agent.run('sleep', 0.01)).rejects.toThrow(/did not answer within 0\.01 s:\nsleep/);
    expect(agent.waiting).toBe(0);
  });

  it('leaves no listener behind, and answers all that wait when the machine ends', async () => {
    const { agent, socket } = guest((script) => (script === 'wait' ? undefined : [0, bytes('')]));
    const before = socket.listenerCount('close');
    for (let i = 0; i < 20; i++) await agent.run('true');
    expect([socket.listenerCount('close'), agent.waiting]).toEqual([before, 0]);
    const waiting = [agent.run('wait'), agent.run('wait')].map((run) =>
      expect(run).rejects.toThrow(/closed the agent's channel/),
    );
    socket.destroy();
    await Promise.all(waiting);
    await expect(agent.run('true')).rejects.toThrow(/closed the agent's channel/);
  });
});
