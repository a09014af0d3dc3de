export * from './content.ts';
export * from './interchange.ts';
export * from './report.ts';
export * from './rights.ts';
export * from './roles.ts';
export * from './view.ts';
