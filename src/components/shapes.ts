import type { z } from 'astro/zod';
import { attackTree } from '../diagrams/attack-tree/props.ts';
import { capabilityGrid } from '../diagrams/capability-grid/props.ts';
import { cgroupTree } from '../diagrams/cgroup-tree/props.ts';
import { digestTree } from '../diagrams/digest-tree/props.ts';
import { fileOwners } from '../diagrams/file-owners/props.ts';
import { idMap } from '../diagrams/id-map/props.ts';
import { imageCounts } from '../diagrams/image-counts/props.ts';
import { layerStack } from '../diagrams/layer-stack/props.ts';
import { processMap } from '../diagrams/process-map/props.ts';
import { score } from '../diagrams/score/props.ts';
import { sourceShape } from '../diagrams/shared/source.ts';
import { after, stage, transcript } from '../stage/props.ts';
import { callout } from './callout/props.ts';
import { captured } from './captured/props.ts';
import { dated } from './dated/props.ts';
import { figure, figureRef } from './figure/props.ts';
import { sec } from './inline/props.ts';
import { attempts, measureBars, stepAges, tagMoves } from './pictures/props.ts';
import { answer, question } from './quiz/props.ts';
import { cite } from './references/props.ts';

/** What a chapter may give each of its components: the attributes its author writes. */
export const SHAPES: Readonly<Record<string, z.ZodRawShape>> = {
  After: after,
  Answer: answer,
  AttackTree: attackTree,
  Attempts: attempts,
  Callout: callout,
  CapabilityGrid: capabilityGrid,
  CapabilityTable: {},
  Captured: captured,
  CgroupModel: {},
  CgroupTree: cgroupTree,
  Cite: cite,
  Comparison: sourceShape,
  ContainerModel: {},
  ContainerWhole: {},
  Dated: dated,
  DigestTree: digestTree,
  ExecveRule: {},
  Figure: figure,
  FigureRef: figureRef,
  FileOwners: fileOwners,
  HistoryTimeline: {},
  IdMap: idMap,
  ImageCounts: imageCounts,
  LayerStack: layerStack,
  MeasureBars: measureBars,
  NamespaceModel: {},
  NamespaceTable: sourceShape,
  OwnerModel: {},
  PodPath: {},
  ProcessMap: processMap,
  Question: question,
  Quiz: {},
  RootModel: {},
  RootTree: sourceShape,
  Score: score,
  Sec: sec,
  StackComparison: {},
  Stage: stage,
  StartChain: {},
  StepAges: stepAges,
  Summary: {},
  SyscallGates: {},
  TagMoves: tagMoves,
  Transcript: transcript,
  TrustBoundaries: {},
  TypeTable: {},
};
