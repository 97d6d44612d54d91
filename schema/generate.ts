import { writeFileSync } from 'node:fs';
import { createSchemas } from './documents.ts';

for (const [name, schema] of Object.entries(createSchemas())) {
  writeFileSync(`schema/${name}`, JSON.stringify(schema));
}
