export type { RenameResult } from './features/rename.ts';
export { type TemplateToken, tokenTypes } from './features/structure.ts';
export { createLanguageService, type LanguageService } from './service.ts';
