import { describe, expect, it } from '@jest/globals';
import { cutToWidth, widthOf } from '../src/screenWidth.ts';

describe('the width of a text', () => {
  it.each([
    ['', 0],
    ['Grafana', 7],
    ['Zürich', 6],
    ['Zu\u0308rich', 6],
    ['Доступ', 6],
    ['✓ ✗ █░ … –', 10],
    ['会社', 4],
    ['한국', 4],
    ['✅', 2],
    ['⚠️', 2],
    ['🔒', 2],
  ])('of %j is %d', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });
});

describe('a text that is cut to a width', () => {
  it.each([
    ['Grafana', 7, 'Grafana'],
    ['Grafana', 6, 'Grafa…'],
    ['会社会社', 8, '会社会社'],
    ['会社会社', 7, '会社会…'],
    ['会社会社', 6, '会社…'],
    ['Grafana', 1, '…'],
    ['Grafana', 0, ''],
  ])('%j to %d is %j', (text, columns, cut) => {
    expect(cutToWidth(text, columns)).toBe(cut);
  });
});
