import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createSchemas } from './documents.ts';
import { createStoreTests } from './schemaStore.ts';

for (const [name, schema] of Object.entries(createSchemas())) {
  writeFileSync(`schema/${name}`, JSON.stringify(schema));
}
for (const [name, text] of Object.entries(createStoreTests())) {
  const path = `schema/schemastore/${name}`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
