// Starts the real binary with the demo city in a fresh folder, and ends it by its own process number.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startMailbox } from './mailbox'

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
    server.on('error', failed)
    server.on('exit', (code) => failed(new Error(`the server ended with ${code}:\n${said}`)))
  })
}

/** The binary reads GONGKAI_… as configuration and refuses what it does not know: the tests' own variables stay here. */
function environment(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GONGKAI_') || name === 'GONGKAI_DEMO_PASSWORD')
  return { ...Object.fromEntries(own), ...more }
}

export const binary = (): string => process.env.GONGKAI_BINARY ?? join(root, 'build', 'release', 'gongkai')

export interface Running {
  address: string
  end: () => Promise<void>
}

/** The demo city over the folder, at an address of its own. */
export async function launch(data: string, more: NodeJS.ProcessEnv): Promise<Running> {
  const server = spawn(binary(), ['serve', '--data', data, '--listen', '127.0.0.1:0', '--demo'], { env: environment(more) })
  const found = await address(server)
  const end = async () => {
    const ended = new Promise((done) => server.once('exit', done))
    server.kill('SIGTERM')
    await ended
  }
  return { address: found, end }
}

export default async function start(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-browser-'))
  process.env.GONGKAI_TEST_FOLDER = folder
  process.env.GONGKAI_DEMO_PASSWORD ??= 'Yunhai-2026-demo'
  // A server that already runs may be named, for trying things out.
  if (process.env.GONGKAI_ADDRESS) return async () => rmSync(folder, { recursive: true, force: true })
  // The demo city spares its accounts the second factor; here the administrators go the whole way.
  const mailbox = await startMailbox()
  const mail = { GONGKAI_MAIL_SMTP: mailbox.address, GONGKAI_MAIL_FROM: 'portal@yunhai.example', GONGKAI_MAIL_ORIGIN: 'https://www.yunhai.example' }
  const server = await launch(join(folder, 'data'), { ...mail, GONGKAI_DEMO_SECOND_FACTOR: 'true' })
  process.env.GONGKAI_ADDRESS = server.address
  return async () => {
    await server.end()
    mailbox.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
