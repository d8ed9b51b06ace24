import { describe, expect, test } from 'vitest';
import { nearest, slips } from '../../src/diagnostics/suggest.js';

describe('slips', () => {
  test.each([
    ['level', 'level', 0],
    ['levle', 'level', 1],
    ['elvel', 'level', 1],
    ['lvel', 'level', 1],
    ['levell', 'level', 1],
    ['lebel', 'level', 1],
    ['velel', 'level', 2],
    ['ab', 'ba', 1],
    ['a', 'b', 1],
    ['老客户', '老户客', 1],
  ])('between %s and %s: %i', (word, other, count) => {
    expect(slips(word, other)).toBe(count);
    expect(slips(other, word)).toBe(count);
  });
});

describe('the nearest name', () => {
  const names = ['level', 'city', 'birthday', '老客户'];

  test.each([
    ['levle', 'level'],
    ['Level', 'level'],
    ['ctiy', 'city'],
    ['birthdya', 'birthday'],
    ['老户客', '老客户'],
    ['colour', undefined],
    ['ceti', undefined],
  ])('to %s: %s', (name, found) => {
    expect(nearest(name, names)).toBe(found);
  });

  test('another case is nearer than another letter', () => {
    expect(nearest('Fans', ['fan', 'fans'])).toBe('fans');
  });
});
