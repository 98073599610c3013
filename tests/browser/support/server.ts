// Starts the real binary with the demo city in a fresh folder, and ends it by its own process number.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')
const longestStart = 120_000

function address(server: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = ''
    const timer = setTimeout(() => failed(new Error(`the server did not say where it listens:\n${said}`)), longestStart)
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const line = /listening on (https?:\/\/[\d.]+:\d+)/.exec(said)
      if (!line?.[1]) return
      clearTimeout(timer)
      found(line[1])
    }
    server.stdout?.on('data', hear)
    server.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
    server.on('exit', (code) => failed(new Error(`the server ended with ${code}:\n${said}`)))
  })
}

export default async function start(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-browser-'))
  process.env.GONGKAI_TEST_FOLDER = folder
  process.env.GONGKAI_DEMO_PASSWORD ??= 'Yunhai-2026-demo'
  // A server that already runs may be named, for trying things out.
  if (process.env.GONGKAI_ADDRESS) return async () => rmSync(folder, { recursive: true, force: true })
  const binary = process.env.GONGKAI_BINARY ?? join(root, 'build', 'release', 'gongkai')
  const server = spawn(binary, ['serve', '--data', join(folder, 'data'), '--listen', '127.0.0.1:0', '--demo'])
  process.env.GONGKAI_ADDRESS = await address(server)
  return async () => {
    const ended = new Promise((done) => server.once('exit', done))
    server.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
}
