import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { ProbeError } from '../kernel/errors.ts';
import { Sampler } from './sampler.ts';

/** A guest that samples: what it is asked, and the port at whose other end `sends` is spoken. */
function guest(atTheEnd: (socket: EventEmitter) => void) {
  const socket = new EventEmitter();
  const asked: string[] = [];
  let now = 0;
  const run = async (script: string) => {
    asked.push(script);
    if (script.startsWith('kill')) atTheEnd(socket);
    // What is before the step is of no matter.
    else setImmediate(() => send(now, pass(1, 77)));
    return '41\n';
  };
  const sampler = new Sampler({ run }, socket as Socket, '/dev/port', ['/a/*'], () => now);
  const send = (at: number, text: string) => {
    now = at;
    socket.emit('data', Buffer.from(text));
  };
  return { sampler, send, asked };
}

const pass = (seconds: number, memory: number) =>
  `\x1e${seconds.toFixed(6)}\n./a/b/memory.current:${memory}\n./a/b/cgroup.procs:7\ncomm/7:sh\n`;
const END = '\x1eend\n';

it('dates each pass by the one that came fastest, from the beginning of the step', async () => {
  const { sampler, send, asked } = guest(() => undefined);
  await sampler.begin();
  send(10.4, pass(1000, 1) + pass(1000.1, 2));
  send(10.52, pass(1000.5, 9));
  send(10.9, END);
  const samples = await sampler.end(10);
  expect(samples?.times).toEqual([20, 120, 520]);
  expect(samples!.cgroups['/a/b']!.values).toEqual({ 'memory.current': [1, 2, 9] });
  expect(asked).toEqual([
    "/usr/local/lib/probe/sample.sh '0.02' '/a/*' </dev/null >/dev/port 2>/dev/null & echo $!",
    'kill 41',
  ]);
});

it('leaves out what was before the step, and what was read for the step before', async () => {
  const { sampler, send } = guest(() => undefined);
  await sampler.begin();
  send(1, pass(1000, 1) + END);
  await sampler.end(0);
  await sampler.begin();
  send(10.9, pass(1009.9, 5));
  send(11.5, pass(1010.5, 1) + pass(1010.5, 2) + END);
  expect((await sampler.end(11))?.times).toEqual([500, 500]);
});

it('waits for the end', async () => {
  let end = () => {};
  const { sampler, send } = guest(() => setImmediate(end));
  end = () => send(3, `${pass(1001, 2)}${END.slice(0, 2)}`);
  await sampler.begin();
  send(2, pass(1000, 1));
  const samples = sampler.end(2);
  setImmediate(() => setImmediate(() => send(3, END.slice(2))));
  expect((await samples)?.times).toEqual([0, 1000]);
});

it('says so where the guest says something else', async () => {
  const { sampler, send } = guest(() => undefined);
  await sampler.begin();
  send(1, `\x1ebash: no\n${END}`);
  await expect(sampler.end(0)).rejects.toThrow(ProbeError);
});
