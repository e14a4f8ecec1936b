import { keepUnfolded, morph } from '../shared/morph.client.ts';
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
  root.addEventListener('change', async () => {
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
  });
}
