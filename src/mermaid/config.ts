import type { MermaidConfig } from 'mermaid';

/** Raised when what is drawn changes although neither source nor Mermaid did. */
export const REVISION = 1;

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
  errorBkgColor: '--bad-fill',
  errorTextColor: '--bad',
};

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
    fontFamily: 'sans-serif',
    fontSize: 15,
    flowchart: { htmlLabels: false, curve: 'basis', padding: 14, nodeSpacing: 36, rankSpacing: 44, wrappingWidth: 280 },
    sequence: { mirrorActors: false, useMaxWidth: true, actorMargin: 16, width: 110 },
    themeVariables: Object.fromEntries(
      [...Object.entries(COLOURS), ...scale].map(([key, name]) => [key, colour(name)]),
    ),
  };
}
