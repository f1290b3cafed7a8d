import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { configJsonSchema, configSchema } from '../../../src/config/schema/config-schema.ts';
import { committedSchema } from '../../support/schema.ts';

const accepts = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(
  configJsonSchema(),
);
const imageWith = (budget: object): object => ({ images: [{ archive: 'a', budgets: [budget] }] });

describe('the JSON Schema of the configuration', () => {
  it('is committed as it is generated', () => {
    expect(committedSchema('config')).toEqual(configJsonSchema());
  });

  it.each<[object]>([
    [imageWith({ total: '20MB' })],
    [imageWith({ path: 'x', total: 5, scope: 'own', in: 'any-layer' })],
    [imageWith({ total: '20XB' })],
    [imageWith({ totl: 3 })],
    [imageWith({ total: {} })],
    [imageWith({ total: 1, layers: 2 })],
    [imageWith({ path: 'x' })],
    [imageWith({ efficiency: 2 })],
    [imageWith({ wasted: '5%' })],
    [imageWith({ layers: 1.5 })],
    [{ images: [{ archive: 'a', base: {} }] }],
    [{ images: [{ archive: 'a', base: { layers: 3 } }] }],
    [{ rules: { a: 'fatal' } }],
    [{ rules: { a: { severity: 'off' } } }],
    [{ suppress: [{ rule: 'a' }] }],
    [{ contexts: 7 }],
    [{ contexts: [{ path: '.', budgets: [{ path: '**/.env*', forbidden: true }] }] }],
    [{ imagez: [] }],
    [{ extends: ['a', 'b'], failOn: 'note' }],
  ])('agrees with what is accepted about %j', (config) => {
    expect(accepts(config)).toBe(configSchema.safeParse(config).success);
  });
});
