/** Shows, of a list in groups, what holds the words typed: in whatever width they are written, katakana as hiragana. */
class FilteredList extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector('input')!;
    input.addEventListener('input', () => this.#show(input.value));
    // A browser that comes back to the page may have kept what was typed.
    this.#show(input.value);
  }

  #show(typed: string): void {
    const words = plain(typed).split(/\s+/);
    let left = 0;
    for (const group of this.querySelectorAll('section')) {
      let here = 0;
      for (const item of group.querySelectorAll<HTMLElement>('dl > div')) {
        const text = plain(`${item.querySelector('dt')!.textContent} ${item.querySelector('p')!.textContent}`);
        item.hidden = !words.every((word) => text.includes(word));
        if (!item.hidden) here += 1;
      }
      group.hidden = here === 0;
      left += here;
    }
    this.querySelector('output')!.textContent = typed.trim() === '' ? '' : left === 0 ? '見つかりません' : `${left}語`;
  }
}

/** A text as it is compared. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));

customElements.define('filtered-list', FilteredList);
