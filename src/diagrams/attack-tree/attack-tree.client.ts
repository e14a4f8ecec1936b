import { keepUnfolded, morph } from '../shared/morph.client.ts';
import { showTrouble } from '../shared/trouble.client.ts';
import type { Options } from './draw.ts';

for (const root of document.querySelectorAll<HTMLElement>('[data-diagram="attack-tree"]')) {
  let options: Options | undefined;
  const boxes = (of: ParentNode) => [...of.querySelectorAll<HTMLInputElement>('.at-mitigation input')];
  const enable = (of: ParentNode) => {
    for (const box of boxes(of)) box.disabled = false;
  };
  // A reload may bring back what was ticked, without saying so.
  for (const box of boxes(root)) box.checked = box.defaultChecked;
  enable(root);
  root.dataset.live = '';
  const redraw = async (): Promise<void> => {
    const { draw } = await import('./draw.ts');
    options ??= JSON.parse(root.dataset.options!) as Options;
    const template = document.createElement('template');
    template.innerHTML = draw(
      boxes(root)
        .filter((box) => box.checked)
        .map((box) => box.value),
      options,
    );
    enable(template.content);
    keepUnfolded(root, template.content);
    morph(root, template.content);
  };
  root.addEventListener('change', () => {
    redraw().catch(() =>
      showTrouble(root, '図を描く部品を読み込めませんでした。もう一度選ぶか、ページを再読み込みしてください。'),
    );
  });
}
