import type { Command } from 'commander';
import type * as z from 'zod';
import { type Api, apiOf } from './api/client.ts';
import { type Out, outOf } from './print/out.ts';
import type { Moment } from './read/instant.ts';
import { Globals, type Settings, settingsOf } from './settings.ts';
import { accessToken } from './sign-in/token.ts';

/** Where a command works: whom it talks to, how it answers. */
export interface Place {
  readonly settings: Settings;
  readonly out: Out;
  readonly api: Api;
  /** For times that are typed. */
  readonly moment: () => Moment;
}

const placeOf = (settings: Settings): Place => {
  let token: Promise<string> | undefined;
  const once = (): Promise<string> => {
    token ??= accessToken(settings).catch((error: unknown) => {
      token = undefined;
      throw error;
    });
    return token;
  };
  return {
    settings,
    out: outOf(settings.json),
    api: apiOf(settings.url, once),
    moment: () => ({ zone: settings.zone, now: Date.now() }),
  };
};

/** Its arguments in order; optional ones that were left out are absent. */
export type Args = readonly string[];

/**
 * Gives a command its work. Options are parsed by their schema; a number the work gives is the exit code, which is 0 otherwise.
 */
export const does = <O extends z.ZodType>(
  command: Command,
  schema: O,
  work: (place: Place, options: z.output<O>, args: Args) => unknown,
): Command =>
  command.action(async () => {
    const options: unknown = command.opts();
    const place = placeOf(settingsOf(Globals.parse(command.optsWithGlobals()), process.env));
    const result = await work(place, schema.parse(options), command.args);
    process.exitCode = typeof result === 'number' ? result : 0;
  });
