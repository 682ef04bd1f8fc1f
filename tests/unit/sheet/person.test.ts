import { describe, expect, it } from 'vitest';
import { readIdNumber, readIdType, readName, readPhone } from '../../../shared/sheet/values/person.ts';
import { readIncidentNumber, readReference } from '../../../shared/sheet/values/text.ts';
import { readUrgency } from '../../../shared/sheet/values/urgency.ts';
import { number, options, text } from './samples.ts';

describe('a name', () => {
  it.each([
    ['张三', '张三'],
    ['张　三', '张三'],
    [' 张 三 ', '张三'],
    ['阿依古丽·买买提', '阿依古丽·买买提'],
    ['John  Smith', 'John Smith'],
    ['青禾县（城关）商贸有限公司', '青禾县(城关)商贸有限公司'],
  ])('%j is read as %s', (written, name) => {
    expect(readName(text(written))).toEqual({ value: name });
  });

  it.each(['13800138000', '6222021234567890128', '---'])('is not %s', written => {
    expect(readName(text(written))).toEqual({ wrong: 'not-a-name' });
  });
});

describe('an identity document', () => {
  const read = (written: string, type?: string) => {
    const kind = type === undefined ? undefined : readIdType(text(type));
    return kind && 'wrong' in kind ? kind : readIdNumber(text(written), kind?.value, options.now);
  };

  it.each([
    ['11010519491231002X', undefined, { value: { idType: '01', idNumber: '11010519491231002X' } }],
    ['110105 19491231 002x', '身份证', { value: { idType: '01', idNumber: '11010519491231002X' } }],
    ['１１０１０５１９４９１２３１００２Ｘ', '居民身份证', { value: { idType: '01', idNumber: '11010519491231002X' } }],
    ['110105194912310021', undefined, { wrong: 'id-invalid' }],
    ['110105194902300029', undefined, { wrong: 'id-invalid' }],
    ['E12345678', undefined, { wrong: 'id-invalid' }],
    ['E12345678', '护照', { value: { idType: '03', idNumber: 'E12345678' } }],
    ['H12345678', '港澳居民来往内地通行证', { value: { idType: '06', idNumber: 'H12345678' } }],
    ['E1', '护照', { wrong: 'id-number' }],
    ['E12345678', '借书证', { wrong: 'id-type' }],
  ])('%s as %s gives %j', (written, type, reading) => {
    expect(read(written, type)).toEqual(reading);
  });

  it('stored as a number has lost digits', () => {
    expect(readIdNumber(number('1.1010519491231E+17'), undefined, options.now)).toEqual({ wrong: 'digits-lost' });
  });
});

describe('a telephone number', () => {
  it.each([
    ['13800138000', '13800138000'],
    ['138-0013-8000', '13800138000'],
    ['+86 138 0013 8000', '13800138000'],
    ['8613800138000', '13800138000'],
    ['0635-5550117', '06355550117'],
    ['（0635）5550117', '06355550117'],
    ['5550117', '5550117'],
    ['+85251234567', '+85251234567'],
  ])('%s is read as %s', (written, phone) => {
    expect(readPhone(text(written))).toEqual({ value: phone });
  });

  it('is one to a cell', () => {
    expect(readPhone(text('13800138000、13900139000'))).toEqual({ wrong: 'several-values' });
    expect(readPhone(text('无'))).toEqual({ wrong: 'not-a-phone' });
    expect(readPhone(number('13800138000'))).toEqual({ value: '13800138000' });
  });
});

describe('numbers of papers', () => {
  it('take the form that the incident register gives', () => {
    expect(readIncidentNumber(text(' JQ2026 1120 000017'))).toEqual({ value: 'JQ20261120000017' });
    expect(readIncidentNumber(text('青公（刑）受字[2026]12号'))).toEqual({ wrong: 'incident-number' });
    expect(readIncidentNumber(number('371500202611'))).toEqual({ value: '371500202611' });
    expect(readIncidentNumber(number('3.7150020261120001E+18'))).toEqual({ wrong: 'digits-lost' });
  });

  it('of other kinds may have Chinese and brackets', () => {
    expect(readReference(text('青公（刑）止〔2026〕17号'))).toEqual({ value: '青公(刑)止〔2026〕17号' });
    expect(readReference(text('=1+1'))).toEqual({ wrong: 'not-a-reference' });
  });

  it('turned into a date by the spreadsheet are refused', () => {
    expect(readReference({ kind: 'date', text: '46023' })).toEqual({ wrong: 'is-date' });
  });
});

describe('the urgency', () => {
  it.each([
    ['加急', 'urgent'],
    ['特急', 'urgent'],
    ['02', 'urgent'],
    ['正常', 'normal'],
    ['一般', 'normal'],
    ['1', 'normal'],
  ])('%s is %s', (written, urgency) => {
    expect(readUrgency(text(written))).toEqual({ value: urgency });
  });

  it('is not guessed', () => {
    expect(readUrgency(text('尽快'))).toEqual({ wrong: 'urgency' });
  });
});
