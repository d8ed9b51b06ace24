import { describe, expect, test } from 'vitest';
import { Asked } from '../src/incremental/asked.js';
import { Memory } from '../src/incremental/memory.js';
import { sameData } from '../src/incremental/same.js';
import { Derived } from '../src/incremental/derived.js';
import { Slot } from '../src/incremental/slot.js';
import { Gathered, Tracked } from '../src/incremental/tracked.js';
import { views } from '../src/incremental/views.js';
import { sameItems } from '../src/text/same-items.js';

/** Prices by name, and what is worked out of them, with a note of each time. */
function shop(prices: Readonly<Record<string, number>>) {
  const memory = new Memory();
  const tracked = new Tracked<string, number>(memory);
  const worked: string[] = [];
  const set = (next: Readonly<Record<string, number>>): void => {
    memory.advance();
    tracked.replace(new Map(Object.entries(next)));
  };
  set(prices);
  const noting = <T>(what: string, value: () => T): T => {
    worked.push(what);
    return value();
  };
  const work = (): readonly string[] => worked.splice(0);
  return { memory, tracked, set, noting, work };
}

describe('a slot', () => {
  test('is worked out when it is asked for, and again only when what it read has changed', () => {
    const { memory, tracked, set, noting, work } = shop({ tea: 3, ink: 5 });
    const tea = new Slot(memory, () => noting('tea', () => tracked.get('tea')));
    expect(work()).toEqual([]);
    expect([tea.value, tea.value]).toEqual([3, 3]);
    expect(work()).toEqual(['tea']);
    set({ tea: 3, ink: 6 });
    expect(tea.value).toBe(3);
    expect(work()).toEqual([]);
    set({ tea: 4, ink: 6 });
    expect(tea.value).toBe(4);
    expect(work()).toEqual(['tea']);
  });

  test('a result that is the same as before concerns nobody who reads it', () => {
    const { memory, tracked, set, noting, work } = shop({ tea: 3 });
    const isCheap = new Slot(memory, () => noting('cheap', () => (tracked.get('tea') ?? 0) < 10));
    const label = new Slot(memory, () => noting('label', () => (isCheap.value ? 'cheap' : 'dear')));
    expect(label.value).toBe('cheap');
    work();
    set({ tea: 4 });
    expect(label.value).toBe('cheap');
    expect(work()).toEqual(['cheap']);
    set({ tea: 40 });
    expect(label.value).toBe('dear');
    expect(work()).toEqual(['cheap', 'label']);
  });

  test('a name that was missing is read, too', () => {
    const { memory, tracked, set } = shop({});
    const known = new Slot(memory, () => tracked.has('tea'));
    expect(known.value).toBe(false);
    set({ tea: 1 });
    expect(known.value).toBe(true);
    set({});
    expect(known.value).toBe(false);
  });

  test('who lists all names is concerned when one comes, goes or moves', () => {
    const { memory, tracked, set } = shop({ tea: 3, ink: 5 });
    const names = new Slot(memory, () => [...tracked.keys()].join());
    expect(names.value).toBe('tea,ink');
    set({ ink: 5, tea: 3 });
    expect(names.value).toBe('ink,tea');
    set({ ink: 5 });
    expect(names.value).toBe('ink');
  });
});

describe('a derived map', () => {
  test('works out again what read something that changed', () => {
    const { memory, tracked, set, noting, work } = shop({ tea: 3, ink: 5 });
    const doubled = new Derived(
      memory,
      () => tracked.keys(),
      (name: string) => noting(name, () => (tracked.get(name) ?? 0) * 2),
    );
    expect([...doubled]).toEqual([
      ['tea', 6],
      ['ink', 10],
    ]);
    expect(work()).toEqual(['tea', 'ink']);
    set({ tea: 3, ink: 6, pen: 1 });
    expect([...doubled.values()]).toEqual([6, 12, 2]);
    expect(work()).toEqual(['ink', 'pen']);
  });

  test('one key can be asked for alone; the others wait and are told as they were', () => {
    const { memory, tracked, set, noting, work } = shop({ tea: 3, ink: 5 });
    const doubled = new Derived(
      memory,
      () => tracked.keys(),
      (name: string) => noting(name, () => (tracked.get(name) ?? 0) * 2),
    );
    expect(doubled.size).toBe(2);
    work();
    set({ tea: 30, ink: 50 });
    expect([doubled.isCurrent('ink'), doubled.isCurrent('tea')]).toEqual([false, false]);
    expect(doubled.get('ink')).toBe(100);
    expect([doubled.isCurrent('ink'), doubled.isCurrent('tea'), doubled.isCurrent('pen')]).toEqual([true, false, false]);
    expect(work()).toEqual(['ink']);
    expect([...doubled.known()]).toEqual([6, 100]);
    expect([...doubled.values()]).toEqual([60, 100]);
    expect(work()).toEqual(['tea']);
  });

  test('who reads one key waits for that alone, and is not concerned by others', () => {
    const { memory, tracked, set, noting, work } = shop({ tea: 3, ink: 5 });
    const doubled = new Derived(
      memory,
      () => tracked.keys(),
      (name: string) => noting(name, () => (tracked.get(name) ?? 0) * 2),
    );
    const tea = new Slot(memory, () => noting('label', () => `${doubled.get('tea') ?? 'no'} yuan`));
    const sum = new Slot(memory, () => [...doubled.values()].reduce((a, b) => a + b, 0));
    expect(tea.value).toBe('6 yuan');
    expect(work()).toEqual(['label', 'tea']);
    set({ tea: 3, ink: 6 });
    expect(tea.value).toBe('6 yuan');
    expect(work()).toEqual([]);
    expect(sum.value).toBe(18);
    expect(work()).toEqual(['ink']);
    set({ tea: 4, ink: 6 });
    expect([tea.value, sum.value]).toEqual(['8 yuan', 20]);
  });

  test('a key that goes and comes again is worked out anew, and who missed it is told', () => {
    const { memory, tracked, set, noting, work } = shop({ tea: 3 });
    const doubled = new Derived(
      memory,
      () => tracked.keys(),
      (name: string) => noting(name, () => (tracked.get(name) ?? 0) * 2),
    );
    const tea = new Slot(memory, () => doubled.get('tea'));
    const hasInk = new Slot(memory, () => doubled.has('ink'));
    expect([tea.value, hasInk.value, doubled.size]).toEqual([6, false, 1]);
    set({ ink: 5 });
    expect([tea.value, hasInk.value, doubled.size]).toEqual([undefined, true, 1]);
    work();
    set({ tea: 3 });
    expect([tea.value, hasInk.value, doubled.size]).toEqual([6, false, 1]);
    expect(work()).toEqual(['tea']);
  });

  test('a computation that fails is tried again', () => {
    const { memory, tracked, set } = shop({ tea: 0 });
    const inverse = new Derived(
      memory,
      () => tracked.keys(),
      (name: string) => {
        const price = tracked.get(name) ?? 0;
        if (price === 0) throw new Error('free');
        return 1 / price;
      },
    );
    expect(() => inverse.get('tea')).toThrow('free');
    expect(() => inverse.get('tea')).toThrow('free');
    set({ tea: 4 });
    expect(inverse.get('tea')).toBe(0.25);
  });
});

describe('a gathered map', () => {
  test('concerns who reads one entry only when that entry changes', () => {
    const { memory, tracked, set, noting, work } = shop({ tea: 3, ink: 5 });
    const words = new Gathered(memory, () => new Map([...tracked].map(([name, price]) => [name, `${price} yuan`])));
    const tea = new Slot(memory, () => noting('tea', () => words.get('tea')));
    expect(tea.value).toBe('3 yuan');
    work();
    set({ tea: 3, ink: 7 });
    expect(tea.value).toBe('3 yuan');
    expect(work()).toEqual([]);
    set({ tea: 8, ink: 7 });
    expect(tea.value).toBe('8 yuan');
  });
});

describe('something that is asked', () => {
  test('concerns who asked only when an answer changes', () => {
    const { memory, tracked, set, noting, work } = shop({ tea: 3, ink: 5 });
    const prices = new Slot(memory, () => new Map(tracked));
    const asked = new Asked(memory, prices);
    const isDear = new Slot(memory, () => noting('dear', () => asked.ask((all) => (all.get('tea') ?? 0) > 10)));
    const known = new Slot(memory, () => noting('known', () => asked.ask((all) => [...all.keys()])));
    expect([isDear.value, known.value]).toEqual([false, ['tea', 'ink']]);
    work();
    set({ tea: 4, ink: 6 });
    expect([isDear.value, known.value]).toEqual([false, ['tea', 'ink']]);
    expect(work()).toEqual([]);
    set({ tea: 40, ink: 6 });
    expect([isDear.value, known.value]).toEqual([true, ['tea', 'ink']]);
    expect(work()).toEqual(['dear']);
    set({ tea: 40 });
    expect([isDear.value, known.value]).toEqual([true, ['tea']]);
    expect(work()).toEqual(['known']);
  });
});

describe('what is the same', () => {
  test('items and data', () => {
    expect(sameItems([1, 'a'], [1, 'a'])).toBe(true);
    expect(sameItems([{}], [{}])).toBe(false);
    expect(sameData({ a: [1, { b: new Map([['x', 2n]]) }] }, { a: [1, { b: new Map([['x', 2n]]) }] })).toBe(true);
    expect(sameData({ a: 1 }, { a: 1, b: undefined })).toBe(false);
    expect(sameData([1], { 0: 1, length: 1 })).toBe(false);
    expect(sameData(new Map([['x', 1]]), new Map([['y', 1]]))).toBe(false);
  });

  test('a view reads its properties anew', () => {
    let price = 1;
    const view = views<{ readonly price: number }>({ price: () => price });
    expect(view.price).toBe(1);
    price = 2;
    expect({ ...view }).toEqual({ price: 2 });
  });
});
