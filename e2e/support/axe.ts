import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe finds wrong on a page as it stands, one line a rule.
 * @param within a selector: only there is looked
 */
export async function violations(page: Page, within?: string): Promise<string[]> {
  // Without frames of other origins axe needs no page of its own to put results together, which takes longer than the judging.
  const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const found = await (within === undefined ? builder : builder.include(within)).analyze();
  return found.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 5).map((n) => `${n.target.join(' ')} ${n.failureSummary ?? ''}`).join(' | ')}`);
}
