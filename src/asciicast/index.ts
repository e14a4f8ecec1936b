export type { Cast, CastEvent } from './cast.ts';
export { type IdleLimit, limitIdle, type ReplayClock } from './idle.ts';
export { parseCast, readSize } from './parse.ts';
export { printed } from './printed.ts';
export { PromptMarkParser, type ShellMark } from './prompt-marks.ts';
export { type CastPosition, type CastStep, promptMarks, type PromptMark, splitSteps } from './steps.ts';
export { writeCast } from './write.ts';
