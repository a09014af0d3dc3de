import { z } from 'zod';
import type { ContentNode } from './content.ts';

const linesSchema = z.tuple([z.int().positive(), z.int().positive()]).optional();

export const contentNodeSchema: z.ZodType<ContentNode> = z.lazy(() =>
  z.object({
    type: z.string().min(1),
    attrs: z.record(z.string(), z.unknown()).optional(),
    content: z.array(contentNodeSchema).optional(),
    marks: z
      .array(z.object({ type: z.string().min(1), attrs: z.record(z.string(), z.unknown()).optional() }))
      .optional(),
    text: z.string().min(1).optional(),
    lines: linesSchema,
  }),
);
export const contentSchema = z.array(contentNodeSchema);
