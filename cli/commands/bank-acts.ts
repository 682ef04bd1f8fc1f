import { type Command, Option } from 'commander';
import * as z from 'zod';
import { Fault } from '../../shared/domain/fault.ts';
import { marks } from '../../shared/domain/instruction.ts';
import { missingItems } from '../../shared/domain/outcomes.ts';
import { does } from '../place.ts';
import { instantText } from '../read/instant.ts';
import { actOn, changes } from './act.ts';
import { changing, chosen, flag, given, needed, text } from './options.ts';

const withId = (program: Command, name: string): Command => changes(program.command(name).argument('<id>'));

const listed = (choices: Readonly<Record<string, string>>): string =>
  Object.entries(choices)
    .map(([name, zh]) => `${name} ${zh}`)
    .join('、');

const simple = (
  program: Command,
  { name, act, about, did }: { name: string; act: string; about: string; did: string },
): void => {
  does(withId(program, name).description(about), z.object(changing), async (place, options, [id = '']) => {
    await actOn(place, { desk: 'bank', id, act, body: {}, did, options });
  });
};

const markCommand = (program: Command): void => {
  const command = changes(program.command('mark').argument('<id>').argument('<mark>', listed(marks))).description(
    '标注已转总行或待行内复核  at the head office, or under review',
  );
  does(command, z.object(changing), async (place, options, [id = '', said = '']) => {
    const body = { mark: chosen('mark', said, marks) };
    await actOn(place, { desk: 'bank', id, act: 'marks', body, did: `已标注${marks[body.mark]}`, options });
  });
};

const returnCommand = (program: Command): void => {
  const command = withId(program, 'return')
    .description('退回补正，说明缺什么  send back, naming what is missing')
    .option('--missing <item>', listed(missingItems))
    .option('--note <text>', '补充说明 note');
  does(command, z.object({ ...changing, missing: text, note: text }), async (place, options, [id = '']) => {
    const { missing } = needed({ missing: options.missing });
    const body = given({ missing: chosen('--missing', missing, missingItems), note: options.note });
    await actOn(place, { desk: 'bank', id, act: 'return', body, did: '已退回补正', options });
  });
};

const releaseCommand = (program: Command): void => {
  const command = withId(program, 'release')
    .description('确认已解除止付  confirm a release')
    .option('--released-at <time>', '解除时间 when it was released');
  does(command, z.object({ ...changing, releasedAt: text }), async (place, options, [id = '']) => {
    const { 'released-at': at } = needed({ 'released-at': options.releasedAt });
    const body = { releasedAt: instantText('--released-at', at, place.moment()) };
    await actOn(place, { desk: 'bank', id, act: 'release', body, did: '已确认解除', options });
  });
};

const oneOf = (yes: boolean, no: boolean, options: string): boolean => {
  if (yes === no) throw new Fault('invalid', 'usage-one-of', { options });
  return yes;
};

const answerWithdrawal = (program: Command): void => {
  const command = withId(program, 'answer-withdrawal')
    .description('答复撤回要求  answer a withdrawal')
    .option('--executed', '已执行 it was executed')
    .option('--not-executed', '未执行 it was not')
    .option('--note <text>', '说明 note');
  const schema = z.object({ ...changing, executed: flag, notExecuted: flag, note: text });
  does(command, schema, async (place, options, [id = '']) => {
    const executed = oneOf(options.executed, options.notExecuted, '--executed --not-executed');
    const body = given({ executed, note: options.note });
    await actOn(place, { desk: 'bank', id, act: 'withdrawal-answer', body, did: '已答复撤回', options });
  });
};

const answerPhone = (program: Command): void => {
  const command = withId(program, 'answer-phone')
    .description('确认或否认电话代录  confirm or dispute what was entered by phone')
    .addOption(
      new Option('--entry <n>', '代录的事件号 number of the entered event').argParser(Number).makeOptionMandatory(),
    )
    .option('--confirm', '属实 it is right')
    .option('--dispute', '不属实 it is not')
    .option('--note <text>', '说明 note');
  const schema = z.object({ ...changing, entry: z.number(), confirm: flag, dispute: flag, note: text });
  does(command, schema, async (place, options, [id = '']) => {
    const confirms = oneOf(options.confirm, options.dispute, '--confirm --dispute');
    const body = given({ confirms, note: options.note });
    const did = confirms ? '已确认电话代录' : '已否认电话代录';
    await actOn(place, { desk: 'bank', id, act: `phone-entries/${options.entry}`, body, did, options });
  });
};

/** ack, takeover, mark, return, release, and answers to police and telephone entries. */
export const bankActs = (program: Command): void => {
  simple(program, { name: 'ack', act: 'acknowledgement', about: '签收  sign for it', did: '已签收' });
  simple(program, {
    name: 'takeover',
    act: 'takeover',
    about: '从同事接手  take over from a colleague',
    did: '已接手',
  });
  markCommand(program);
  returnCommand(program);
  releaseCommand(program);
  answerWithdrawal(program);
  answerPhone(program);
};
