import type { Locator, Page } from 'playwright-core';
import { waitUntil } from './wait-until.ts';

/** The field of a goal's section on a page: its text, or its editor. */
export function fieldOf(page: Page, goal: string, field: string): Locator {
  return page
    .locator('section[data-entry]')
    .filter({ has: page.getByRole('heading', { name: goal, exact: true }) })
    .locator(`[data-field="${field}"]`);
}

/** Marks words as somebody does by hand: the browser's own selection, which may begin and end in any element. */
export async function markWords(within: Locator, words: string): Promise<void> {
  await within.scrollIntoViewIfNeeded();
  await within.evaluate((root, words) => {
    const { first, last } = placeOf(root, words);
    root.querySelector<HTMLElement>('.ProseMirror')?.focus({ preventScroll: true });
    getSelection()?.setBaseAndExtent(first.node, first.at, last.node, last.at);

    function placeOf(root: Element, words: string) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const nodes: { node: Text; from: number }[] = [];
      let all = '';
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        if (!(node instanceof Text)) continue;
        nodes.push({ node, from: all.length });
        all += node.data;
      }
      const from = all.indexOf(words);
      if (from === -1) throw new Error(`"${words}" does not stand in "${all}"`);
      return { first: spot(nodes, from, true), last: spot(nodes, from + words.length, false) };
    }

    function spot(nodes: { node: Text; from: number }[], at: number, begins: boolean) {
      const here = nodes.findLast(({ from }) => (begins ? from <= at : from < at));
      if (here === undefined) throw new Error('There are no letters');
      return { node: here.node, at: at - here.from };
    }
  }, words);
}

/**
 * Places the caret in an editor, so many letters into words that stand there. What others write at that moment puts the
 * caret back where the editor has it: then it is placed again.
 */
export async function caretIn(within: Locator, words: string, letters: number): Promise<void> {
  const before = words.slice(0, letters);
  await waitUntil(async () => {
    await markWords(within, words.slice(0, Math.max(letters, 1)));
    await within.page().keyboard.press(letters === 0 ? 'ArrowLeft' : 'ArrowRight');
    return (await stands(within, before, words.slice(letters))) || undefined;
  }, `the caret after "${before}"`);
}

function stands(within: Locator, before: string, after: string): Promise<boolean> {
  return within.evaluate(
    (root, { before, after }) => {
      const selection = getSelection();
      if (selection?.focusNode == null || !selection.isCollapsed) return false;
      const all = document.createRange();
      all.selectNodeContents(root.querySelector('.ProseMirror') ?? root);
      const rest = all.cloneRange();
      all.setEnd(selection.focusNode, selection.focusOffset);
      rest.setStart(selection.focusNode, selection.focusOffset);
      return all.toString().endsWith(before) && rest.toString().startsWith(after);
    },
    { before, after },
  );
}

/** What stands in each comment's marks in a field, in the order of the text. */
export async function markedIn(within: Locator): Promise<string[]> {
  return within.evaluate((root) => {
    const words = new Map<string, string>();
    for (const mark of root.querySelectorAll<HTMLElement>('mark[data-thread]')) {
      const thread = mark.dataset.thread ?? '';
      words.set(thread, (words.get(thread) ?? '') + mark.textContent);
    }
    return [...words.values()];
  });
}

/** What a browser does that translates a page: other letters in elements of its own, and again when some change. */
export async function translatePage(page: Page): Promise<void> {
  await page.evaluate(() => {
    const done = new WeakSet<Node>();
    const translate = (root: Node) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const isShown = node.parentElement?.closest('script, style, textarea, .ProseMirror') === null;
        if (node instanceof Text && node.data.trim() !== '' && isShown && !done.has(node)) texts.push(node);
      }
      for (const text of texts) {
        const outer = document.createElement('font');
        const inner = document.createElement('font');
        inner.textContent = text.data.toLocaleUpperCase('sv');
        outer.append(inner);
        done.add(inner.firstChild ?? inner);
        text.replaceWith(outer);
      }
    };
    translate(document.body);
    new MutationObserver((changes) => {
      for (const { addedNodes, target } of changes) {
        for (const node of addedNodes) if (node.isConnected) translate(node.nodeType === 3 ? target : node);
      }
    }).observe(document.body, { childList: true, subtree: true });
  });
}
