export { type Cast, CastError, type CastEvent, type CastHeader, type CastTheme } from './cast.ts';
export { limitIdle, type ReplayClock } from './idle.ts';
export { MAX_LINE_BYTES, parseCast, readSize } from './parse.ts';
export { printed } from './printed.ts';
export { type OutputPiece, PromptMarkParser, type ShellMark } from './prompt-marks.ts';
export { type CastPosition, type CastStep, promptMarks, type PromptMark, splitSteps, type StepSplit } from './steps.ts';
export { type CastWriter, castWriter, writeCast } from './write.ts';
