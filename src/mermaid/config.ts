import type { MermaidConfig } from 'mermaid';
import { MEASURE } from './font.ts';

/** Raised when what is drawn changes although neither source nor Mermaid did. */
export const REVISION = 3;

/** What each of Mermaid's colours is on this site. */
const COLOURS: Record<string, string> = {
  background: '--paper',
  mainBkg: '--sheet',
  primaryColor: '--sheet',
  primaryBorderColor: '--edge',
  primaryTextColor: '--ink',
  secondaryColor: '--mark',
  secondaryBorderColor: '--edge',
  secondaryTextColor: '--ink',
  tertiaryColor: '--paper',
  tertiaryBorderColor: '--line',
  tertiaryTextColor: '--ink',
  lineColor: '--soft',
  textColor: '--ink',
  titleColor: '--ink',
  nodeBorder: '--edge',
  nodeTextColor: '--ink',
  clusterBkg: '--paper',
  clusterBorder: '--edge',
  edgeLabelBackground: '--paper',
  defaultLinkColor: '--soft',
  arrowheadColor: '--soft',
  actorBkg: '--sheet',
  actorBorder: '--edge',
  actorTextColor: '--ink',
  actorLineColor: '--line',
  signalColor: '--soft',
  signalTextColor: '--ink',
  labelBoxBkgColor: '--sheet',
  labelBoxBorderColor: '--edge',
  labelTextColor: '--ink',
  loopTextColor: '--ink',
  noteBkgColor: '--mark',
  noteTextColor: '--ink',
  noteBorderColor: '--edge',
  activationBkgColor: '--mark',
  activationBorderColor: '--edge',
  sequenceNumberColor: '--paper',
  altBackground: '--sheet',
  attributeBackgroundColorOdd: '--paper',
  attributeBackgroundColorEven: '--sheet',
  rowOdd: '--paper',
  rowEven: '--sheet',
  pieTitleTextColor: '--ink',
  pieSectionTextColor: '--ink',
  pieLegendTextColor: '--ink',
  // The middle of a mind map.
  git0: '--sheet',
  gitBranchLabel0: '--ink',
  pie1: '--sheet',
  pie2: '--mark',
  pie3: '--paper',
  pie4: '--line',
  pieStrokeColor: '--edge',
  pieOuterStrokeColor: '--edge',
  quadrant1Fill: '--sheet',
  quadrant2Fill: '--paper',
  quadrant3Fill: '--sheet',
  quadrant4Fill: '--paper',
  quadrant1TextFill: '--soft',
  quadrant2TextFill: '--soft',
  quadrant3TextFill: '--soft',
  quadrant4TextFill: '--soft',
  quadrantPointFill: '--accent',
  quadrantPointTextFill: '--ink',
  quadrantXAxisTextFill: '--ink',
  quadrantYAxisTextFill: '--ink',
  quadrantInternalBorderStrokeFill: '--line',
  quadrantExternalBorderStrokeFill: '--edge',
  quadrantTitleFill: '--ink',
  errorBkgColor: '--bad-fill',
  errorTextColor: '--bad',
};

/** Of all text, in pixels: that of the site's own pictures. */
const FONT_SIZE = 13;

/** Mermaid's configuration with the stand-in of each colour. */
export function mermaidConfig(standIns: Map<string, string>): MermaidConfig {
  const colour = (name: string) => standIns.get(name)!;
  const scale = Array.from({ length: 12 }, (_, i) => [
    [`cScale${i}`, '--sheet'],
    [`cScaleLabel${i}`, '--ink'],
    [`cScaleInv${i}`, '--edge'],
    [`cScalePeer${i}`, '--edge'],
  ]).flat() as [string, string][];
  return {
    startOnLoad: false,
    securityLevel: 'strict',
    theme: 'base',
    // Text that is text: an HTML label would need its own styles, and no printed page of SVG viewers shows it.
    htmlLabels: false,
    fontFamily: `"${MEASURE.family}"`,
    fontSize: FONT_SIZE,
    // Curves are a little uneven, the same way each time.
    handDrawnSeed: 1,
    flowchart: {
      htmlLabels: false,
      curve: 'basis',
      padding: 10,
      nodeSpacing: 24,
      rankSpacing: 30,
      wrappingWidth: 280,
      minNodeWidth: 48,
      diagramPadding: 1,
    },
    sequence: {
      mirrorActors: false,
      useMaxWidth: true,
      actorMargin: 16,
      width: 110,
      diagramMarginX: 1,
      diagramMarginY: 1,
      height: 40,
      actorFontSize: FONT_SIZE,
      messageFontSize: FONT_SIZE,
      noteFontSize: FONT_SIZE,
    },
    themeVariables: {
      fontSize: `${FONT_SIZE}px`,
      ...Object.fromEntries([...Object.entries(COLOURS), ...scale].map(([key, name]) => [key, colour(name)])),
    },
  };
}
