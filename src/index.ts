export type {
  BudgetSubject,
  CheckReport,
  Contributor,
  Verdict,
} from './budget/report.ts';
export type * from './context/report.ts';
export type { ErrorCode, ErrorDetails } from './core/errors.ts';
export { PlimsollError } from './core/errors.ts';
export type { Fact, Finding, Place, Severity } from './core/finding.ts';
export type { Progress, ProgressListener } from './core/progress.ts';
export type { Generator, ReportHead, Warning } from './core/report.ts';
export type { ImageList, ListedImage, ListedPlatform } from './image/list-images.ts';
export type * from './image/report.ts';
export { type InspectContextOptions, inspectContext } from './inspect/context.ts';
export { type InspectImageOptions, inspectImage } from './inspect/image.ts';
export { type ListImagesOptions, listImages } from './inspect/images.ts';
export type { RenderOptions } from './report/options.ts';
export { type AnyReport, renderReport } from './report/render.ts';
