import { DockerfileParser } from 'dockerfile-ast';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDockerfileLines } from '../../src/dockerfile/syntax/read-lines.ts';
import { splitList } from '../../src/dockerfile/syntax/split-instruction.ts';

const word = fc.stringMatching(/^[a-z][a-z0-9._/-]{0,8}$/);
const words = fc.array(word, { minLength: 2, maxLength: 4 });
const instruction = fc.oneof(
  words.map((list) => `COPY ${list.join(' ')}`),
  words.map((list) => `ADD --chown=1:1 ${list.join(' ')}`),
  words.map((list) => `COPY ${JSON.stringify(list)}`),
  words.map((list) => `COPY ${list.join(' \\\n  ')}`),
  words.map((list) => `COPY ${list.join(' \\\n# why\n  ')}`),
  words.map((list) => `RUN <<EOF\n${list.join('\n')}x\nEOF`),
  word.map((name) => `ENV A=${name}`),
  word.map((name) => `# ${name}`),
  fc.constant(''),
);

describe('plain Dockerfiles', () => {
  it('have the instructions, lines and words that dockerfile-ast finds', () => {
    fc.assert(
      fc.property(fc.array(instruction, { maxLength: 8 }), (instructions) => {
        const text = ['FROM scratch', ...instructions].join('\n');
        const ours = readDockerfileLines(text).lines.map((line) => ({
          keyword: line.keyword.toUpperCase(),
          line: line.line,
          words: line.keyword === 'copy' || line.keyword === 'add' ? splitList(line.rest) : [],
        }));
        const theirs = DockerfileParser.parse(text)
          .getInstructions()
          .map((line) => ({
            keyword: line.getKeyword(),
            line: line.getRange().start.line + 1,
            words: ['COPY', 'ADD'].includes(line.getKeyword()) ? wordsOf(line) : [],
          }));
        expect(ours).toEqual(theirs);
      }),
      { numRuns: 500 },
    );
  });
});

function wordsOf(line: ReturnType<DockerfileAst['getInstructions']>[number]): readonly string[] {
  const strings = 'getJSONStrings' in line ? (line as JsonLine).getJSONStrings() : [];
  return (strings.length > 0 ? strings : line.getArguments()).map((argument) =>
    argument.getValue().replace(/^"(.*)"$/, '$1'),
  );
}

type DockerfileAst = ReturnType<typeof DockerfileParser.parse>;
interface JsonLine {
  getJSONStrings(): { getValue(): string }[];
}
