import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { offsetsOf, rangeAt } from './list-window.js';
import { shows } from './thread.js';

/** How near to the end, in pixels, still counts as reading the newest. */
const nearEnd = 80;
/** The window moves in steps of so many pixels. */
const step = 300;
/** Before the box has been measured. */
const firstHeight = 900;

/**
 * The scrolling of a thread: draws only what is near, stays at the end while the reader is there, else leaves what they
 * read where it is, whatever grows around it.
 * @param {{ key: string, items: import('./thread.js').ThreadItem[], lastId: number, lastIsMine: boolean }} thread
 */
export function useThreadScroll({ key, items, lastId, lastIsMine }) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const heights = useRef(/** @type {Map<string, number>} */ (new Map()));
  const sticks = useRef(true);
  /** The topmost item in sight, and how far below the upper edge it begins. */
  const anchor = useRef(/** @type {{ key: string, top: number } | null} */ (null));
  const seen = useRef(lastId);
  const [missed, setMissed] = useState(0);
  const [top, setTop] = useState(0);
  const [goal, setGoal] = useState(/** @type {number | null} */ (null));

  const offsets = offsetsOf(items, heights.current);
  const total = offsets.at(-1) ?? 0;
  const height = box.current?.clientHeight ?? firstHeight;
  const range = rangeAt(offsets, sticks.current ? total - height : top, height);

  const drawn = () => [
    .../** @type {NodeListOf<HTMLElement>} */ (box.current?.querySelectorAll('[data-item]') ?? []),
  ];

  const toEnd = () => {
    sticks.current = true;
    setMissed(0);
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
    setTop(box.current?.scrollTop ?? 0);
  };

  const holdPlace = () => {
    const { current } = box;
    if (!current) return;
    if (sticks.current) {
      current.scrollTop = current.scrollHeight;
      return;
    }
    const { key: held, top: wanted } = anchor.current ?? { key: '', top: 0 };
    const element = drawn().find(({ dataset }) => dataset['item'] === held);
    if (!element) return;
    const moved = element.getBoundingClientRect().top - current.getBoundingClientRect().top - wanted;
    if (Math.abs(moved) >= 1) current.scrollTop += moved;
  };

  useLayoutEffect(() => {
    seen.current = lastId;
    anchor.current = null;
    toEnd();
  }, [key]);

  useLayoutEffect(() => {
    const isNew = lastId > seen.current;
    seen.current = lastId;
    if (isNew && lastIsMine) toEnd();
    else if (isNew && !sticks.current) setMissed((count) => count + 1);
  }, [lastId]);

  useLayoutEffect(() => {
    for (const element of drawn())
      heights.current.set(element.dataset['item'] ?? '', element.getBoundingClientRect().height);
    holdPlace();
  });

  useLayoutEffect(() => {
    const { current } = box;
    if (goal === null || !current) return;
    sticks.current = false;
    const element = current.querySelector(`[data-message="${goal}"]`);
    if (element) {
      element.scrollIntoView({ block: 'center' });
      anchor.current = null;
      setGoal(null);
      return;
    }
    const index = items.findIndex((item) => shows(item, goal));
    if (index < 0) return setGoal(null);
    anchor.current = null;
    current.scrollTop = (offsets[index] ?? 0) - current.clientHeight / 2;
    setTop(current.scrollTop);
  }, [goal, top]);

  useEffect(() => {
    const { current } = box;
    const content = current?.firstElementChild;
    if (!current || !content) return;
    const watch = new ResizeObserver(holdPlace);
    watch.observe(content);
    watch.observe(current);
    return () => watch.disconnect();
  }, [key]);

  const onScroll = () => {
    const { current } = box;
    if (!current) return;
    sticks.current = current.scrollHeight - current.scrollTop - current.clientHeight < nearEnd;
    if (sticks.current) setMissed(0);
    const edge = current.getBoundingClientRect().top;
    // A day's line may stick to the edge, and so tells nothing of the place.
    const first = drawn().find(
      (element) => element.matches('.item') && element.getBoundingClientRect().bottom > edge,
    );
    anchor.current = first
      ? { key: first.dataset['item'] ?? '', top: first.getBoundingClientRect().top - edge }
      : null;
    setTop(Math.round(current.scrollTop / step) * step);
  };

  const below = total - (offsets[range.end] ?? total);
  return { box, missed, toEnd, onScroll, goTo: setGoal, range, offsets, below };
}
