import { copyText } from '../../clipboard.client.ts';

/** What a reader wants of a block: in a console the commands alone, else everything. */
function copied(pre: HTMLElement): string {
  const commands = [...pre.querySelectorAll('.command')];
  if (commands.length === 0) return pre.textContent;
  return commands
    .map((line) => {
      const copy = line.cloneNode(true) as HTMLElement;
      copy.querySelector('.prompt')?.remove();
      return copy.textContent;
    })
    .join('\n');
}

for (const block of document.querySelectorAll<HTMLElement>('.code')) {
  const pre = block.querySelector<HTMLElement>('pre');
  if (!pre) continue;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'コピー';
  let timer = 0;
  const copy = async (): Promise<void> => {
    const done = await copyText(copied(pre));
    button.textContent = done ? 'コピーしました' : 'コピーできません';
    button.toggleAttribute('data-done', done);
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      button.textContent = 'コピー';
      delete button.dataset.done;
    }, 2000);
  };
  button.addEventListener('click', () => void copy());
  block.append(button);
}
