import { describe, expect, it } from 'vitest';
import { readStyles } from '../../../shared/sheet/file/styles.ts';

const shown = (formats: readonly (string | number)[]) => {
  const codes = formats.map((format, n) =>
    typeof format === 'number'
      ? ''
      : `<numFmt numFmtId="${200 + n}" formatCode="${format.replaceAll('"', '&quot;')}"/>`,
  );
  const styles = formats.map((format, n) => `<xf numFmtId="${typeof format === 'number' ? format : 200 + n}"/>`);
  return readStyles(
    `<styleSheet><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="22"/></cellStyleXfs><cellXfs>${styles.join('')}</cellXfs></styleSheet>`,
  );
};

describe('a cell’s style', () => {
  it.each([
    [0, 'number'],
    [2, 'number'],
    [14, 'day'],
    [20, 'clock'],
    [22, 'clock'],
    [31, 'day'],
    [32, 'clock'],
    [49, 'number'],
    [57, 'day'],
    ['General', 'number'],
    ['G/通用格式', 'number'],
    ['@', 'number'],
    ['0.00E+00', 'number'],
    ['#,##0.00"元"', 'number'],
    ['[$¥-804]#,##0.00;[Red]-#,##0.00', 'number'],
    ['_ * #,##0.00_ ;_ * -#,##0.00_ ', 'number'],
    ['"day "0', 'number'],
    ['yyyy-mm-dd', 'day'],
    ['[$-804]yyyy"年"m"月"d"日";@', 'day'],
    ['yyyy"年"m"月"d"日" h"时"mm"分"', 'clock'],
    ['yyyy/m/d h:mm AM/PM', 'clock'],
    ['[h]:mm', 'clock'],
    ['mmm-yy', 'day'],
  ])('with the number format %s shows a %s', (format, what) => {
    expect(shown([format])).toEqual([what]);
  });

  it('is found by its place among the cells’ styles', () => {
    expect(shown([0, 'yyyy-mm-dd', 22])).toEqual(['number', 'day', 'clock']);
  });
});
