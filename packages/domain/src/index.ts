export * from './content.ts';
export * from './interchange.ts';
export * from './report.ts';
export * from './roles.ts';
