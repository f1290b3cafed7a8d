import { diffTitle } from '../diff/verdict.ts';
import { imageName } from '../image/image-name.ts';
import type { AnyPageReport } from './page-data.ts';

/** What a page is about, for the window's title and its own headline. */
export function pageTitle(report: AnyPageReport): string {
  switch (report.kind) {
    case 'image':
      return imageName(report.image);
    case 'context':
      return `Build context ${report.root === '-' ? 'from standard input' : report.root}`;
    case 'check':
      return report.config ?? 'Check';
    case 'diff':
      return diffTitle(report, '→');
  }
}
