import { Fault } from '../../shared/domain/fault.ts';
import { instantText, type Moment } from './instant.ts';
import { fenOf } from './money.ts';

export interface TransferText {
  readonly amount: number;
  readonly at: string;
  readonly serial?: string;
}

/** `5万@2026-11-20 15:03` or `50000.00@15:03#S202611200001`. @throws Fault invalid/usage-transfer, usage-amount, usage-time */
export const transferOf = (option: string, text: string, moment: Moment): TransferText => {
  const [, amount, at, serial] = /^([^@＠]+)[@＠]([^#＃]+)(?:[#＃](.+))?$/.exec(text) ?? [];
  if (!amount || !at) throw new Fault('invalid', 'usage-transfer', { option });
  return {
    amount: fenOf(option, amount),
    at: instantText(option, at.trim(), moment),
    ...(serial ? { serial: serial.trim() } : {}),
  };
};
