import { describe, expect, it } from 'vitest';
import { parseBudgetText } from '../../src/config/budget-text.ts';
import { PlimsollError } from '../../src/core/errors.ts';

describe('a budget in one text', () => {
  it.each<[string, object]>([
    ['total=20MB', { total: '20MB' }],
    ['total=20971520', { total: '20971520' }],
    ['total=60MB,scope=own,warnAt=90%', { total: '60MB', scope: 'own', warnAt: '90%' }],
    [' layers = 20 ', { layers: 20 }],
    ['wasted=5%', { wasted: '5%' }],
    ['wasted=10 MB', { wasted: '10 MB' }],
    ['efficiency=0.95', { efficiency: 0.95 }],
    ['efficiency=95%,warnAt=0.97', { efficiency: 0.95, warnAt: 0.97 }],
    ['growth=10%', { growth: { percent: 10 } }],
    ['growth=2.5,atLeast=5MB,of=compressed', { growth: { percent: 2.5, atLeast: '5MB', of: 'compressed' } }],
    ['path:**/.env*=forbidden', { path: '**/.env*', forbidden: true }],
    ['path:**/id_rsa=forbidden,in=any-layer', { path: '**/id_rsa', forbidden: true, in: 'any-layer' }],
    ['path:public/**=8MB', { path: 'public/**', total: '8MB' }],
    ['path:src=200 files,scope=own', { path: 'src', files: 200, scope: 'own' }],
    ['path:a=b,c=1MB', { path: 'a=b,c', total: '1MB' }],
  ])('%s', async (text, budget) => {
    expect(await parseBudgetText('image', text)).toEqual(budget);
  });

  it.each<[string, string]>([
    ['total', 'it is not NAME=LIMIT.'],
    ['=5', 'it is not NAME=LIMIT.'],
    ['total=', 'it has no limit.'],
    ['totl=3', 'totl is no key of a budget of an image; did you mean "total"?'],
    ['total=lots', 'total "lots" is not a size'],
    ['total=1,scope=mine', 'scope "mine" is none of all, own'],
    ['total=1,scpe=own', 'scpe is no key of a budget of an image; did you mean "scope"?'],
    ['total=1,scope=own,scope=all', 'it has scope twice.'],
    ['layers=many', 'layers "many" is not a whole number.'],
    ['efficiency=2', 'efficiency "2" is above 1.'],
    ['growth=fast', 'growth.percent "fast" is not a number of percent'],
    ['path:=1MB', 'path "" is an empty pattern.'],
    ['total=1,in=any-layer', 'has "in", which needs a path'],
    ['transfer=1MB', 'transfer is no key of a budget of an image'],
  ])('%s is refused', async (text, message) => {
    await expect(parseBudgetText('image', text)).rejects.toThrow(PlimsollError);
    await expect(parseBudgetText('image', text)).rejects.toThrow(`The budget "${text}" cannot be used: `);
    await expect(parseBudgetText('image', text)).rejects.toThrow(message);
  });
});
