// Merges catalog/openapi.json with every capability's fragment and writes the types of the API to src/api/schema.d.ts.
// The file is made before each build and test and is not committed: the fragments are the only truth.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

export function fragmentsBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith('openapi.json'))
    .sort()
    .map((path) => join(folder, path))
}

export function merge(base, fragments) {
  const document = structuredClone(base)
  for (const fragment of fragments) {
    Object.assign(document.paths, fragment.paths)
    for (const [kind, entries] of Object.entries(fragment.components ?? {}))
      document.components[kind] = { ...document.components[kind], ...entries }
  }
  return document
}

async function generate() {
  const { default: openapiTS, astToString } = await import('openapi-typescript')
  const read = (path) => JSON.parse(readFileSync(path, 'utf8'))
  const document = merge(read(join(root, 'catalog', 'openapi.json')), fragmentsBelow(join(root, 'src')).map(read))
  const target = join(root, 'office', 'src', 'api', 'schema.d.ts')
  const text = astToString(await openapiTS(document, { silent: true }))
  // An unchanged file keeps its time, so that ./run does not build again for nothing.
  if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text)
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await generate()
