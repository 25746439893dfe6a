export type { RenameResult } from './features/rename.ts';
export { type TemplateToken, tokenTypes } from './features/structure.ts';
export { createLanguageService, type LanguageService, type LanguageServiceOptions } from './service.ts';
export type { WorkspacePlan } from './workspace/plans.ts';
