// A mail server on the loopback: takes what the platform sends and keeps it as files, for tests in other processes.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { join } from 'node:path'

const folderOfMail = (): string => join(process.env.GONGKAI_TEST_FOLDER ?? '', 'mail')

function talk(socket: Socket, keep: (message: string) => void): void {
  let heard = ''
  let reading = false
  socket.write('220 loopback\r\n')
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    heard += chunk.toString('latin1')
    for (;;) {
      const end = heard.indexOf(reading ? '\r\n.\r\n' : '\r\n')
      if (end < 0) return
      const said = heard.slice(0, end)
      heard = heard.slice(end + (reading ? 5 : 2))
      if (reading) keep(said)
      socket.write(reading ? '250 taken\r\n' : answerTo(said))
      reading = !reading && said.startsWith('DATA')
      if (said.startsWith('QUIT')) return void socket.end()
    }
  })
}

function answerTo(line: string): string {
  if (line.startsWith('QUIT')) return '221 bye\r\n'
  return line.startsWith('DATA') ? '354 go on\r\n' : '250 ok\r\n'
}

/** The address of the server, as `mail.smtp` takes it, and the way to end it. */
export async function startMailbox(): Promise<{ address: string; stop: () => void }> {
  const folder = folderOfMail()
  mkdirSync(folder, { recursive: true })
  let count = 0
  const server: Server = createServer((socket) =>
    talk(socket, (message) => writeFileSync(join(folder, `${String(count++).padStart(6, '0')}.eml`), message, 'latin1')),
  )
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return { address: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => server.close() }
}

/** The texts that were sent to the address, the oldest first. */
export function letterTexts(to: string): string[] {
  return readdirSync(folderOfMail())
    .sort()
    .map((name) => readFileSync(join(folderOfMail(), name), 'latin1'))
    .filter((message) => message.toLowerCase().includes(`to: ${to.toLowerCase()}`))
    .map((message) => Buffer.from(message.slice(message.indexOf('\r\n\r\n')).replace(/\s/g, ''), 'base64').toString('utf8'))
}
