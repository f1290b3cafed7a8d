import type { Variables } from '../syntax/shell-lexer.ts';

/** Every ARG that BuildKit sets by itself; a build argument of the same name wins. Source: dockerfile2llb/platform.go. */
export function defaultArgs(
  platform: string,
  targetStage: string,
  buildArgs: Readonly<Record<string, string>>,
): Variables {
  const [os = '', arch = '', variant = ''] = platform.split('/');
  const values = new Map<string, string>();
  for (const side of ['BUILD', 'TARGET']) {
    values.set(`${side}PLATFORM`, platform);
    values.set(`${side}OS`, os);
    values.set(`${side}OSVERSION`, '');
    values.set(`${side}ARCH`, arch);
    values.set(`${side}VARIANT`, variant);
  }
  values.set('TARGETSTAGE', targetStage || 'default');
  for (const name of values.keys()) if (Object.hasOwn(buildArgs, name)) values.set(name, buildArgs[name]!);
  return values;
}
