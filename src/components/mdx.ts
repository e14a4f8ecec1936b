import AttackTree from '../diagrams/attack-tree/AttackTree.astro';
import CapabilityGrid from '../diagrams/capability-grid/CapabilityGrid.astro';
import CapabilityTable from '../diagrams/capability-table/CapabilityTable.astro';
import CgroupTree from '../diagrams/cgroup-tree/CgroupTree.astro';
import Comparison from '../diagrams/comparison/Comparison.astro';
import DigestTree from '../diagrams/digest-tree/DigestTree.astro';
import FileOwners from '../diagrams/file-owners/FileOwners.astro';
import IdMap from '../diagrams/id-map/IdMap.astro';
import ImageCounts from '../diagrams/image-counts/ImageCounts.astro';
import LayerStack from '../diagrams/layer-stack/LayerStack.astro';
import NamespaceTable from '../diagrams/namespace-table/NamespaceTable.astro';
import ProcessMap from '../diagrams/process-map/ProcessMap.astro';
import RootTree from '../diagrams/root-tree/RootTree.astro';
import TypeTable from '../diagrams/type-table/TypeTable.astro';
import Drawing from '../mermaid/Drawing.astro';
import Transcript from '../transcript/Transcript.astro';
import Callout from './callout/Callout.astro';
import Captured from './captured/Captured.astro';
import Dated from './dated/Dated.astro';
import Figure from './figure/Figure.astro';
import FigureRef from './figure/FigureRef.astro';
import Kbd from './inline/Kbd.astro';
import Sec from './inline/Sec.astro';
import Summary from './inline/Summary.astro';
import Attempts from './pictures/Attempts.astro';
import CgroupModel from './pictures/CgroupModel.astro';
import ContainerModel from './pictures/ContainerModel.astro';
import ContainerWhole from './pictures/ContainerWhole.astro';
import ExecveRule from './pictures/ExecveRule.astro';
import HistoryTimeline from './pictures/HistoryTimeline.astro';
import MeasureBars from './pictures/MeasureBars.astro';
import NamespaceModel from './pictures/NamespaceModel.astro';
import OwnerModel from './pictures/OwnerModel.astro';
import PodPath from './pictures/PodPath.astro';
import RootModel from './pictures/RootModel.astro';
import StackComparison from './pictures/StackComparison.astro';
import StartChain from './pictures/StartChain.astro';
import StepAges from './pictures/StepAges.astro';
import SyscallGates from './pictures/SyscallGates.astro';
import TagMoves from './pictures/TagMoves.astro';
import TrustBoundaries from './pictures/TrustBoundaries.astro';
import Answer from './quiz/Answer.astro';
import Question from './quiz/Question.astro';
import Quiz from './quiz/Quiz.astro';
import Cite from './references/Cite.astro';
import References from './references/References.astro';

/** What a chapter may use without importing it. */
export const components = {
  Answer,
  AttackTree,
  Attempts,
  Callout,
  CapabilityGrid,
  CapabilityTable,
  Captured,
  CgroupModel,
  CgroupTree,
  Cite,
  Comparison,
  ContainerModel,
  ContainerWhole,
  Dated,
  DigestTree,
  Drawing,
  ExecveRule,
  Figure,
  FigureRef,
  FileOwners,
  HistoryTimeline,
  IdMap,
  ImageCounts,
  Kbd,
  LayerStack,
  MeasureBars,
  NamespaceModel,
  NamespaceTable,
  OwnerModel,
  ProcessMap,
  PodPath,
  Question,
  Quiz,
  References,
  RootModel,
  RootTree,
  Sec,
  StackComparison,
  StartChain,
  StepAges,
  Summary,
  SyscallGates,
  TagMoves,
  Transcript,
  TrustBoundaries,
  TypeTable,
};
