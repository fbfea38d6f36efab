import { readFileSync } from 'node:fs'

/** Jupyter's connection file: where to listen, and the key that signs messages. */
export interface Connection {
  transport: string
  ip: string
  key: string
  shell_port: number
  control_port: number
  iopub_port: number
  stdin_port: number
  hb_port: number
}

export function readConnection(file: string): Connection {
  return JSON.parse(readFileSync(file, 'utf8'))
}

type Port = 'shell_port' | 'control_port' | 'iopub_port' | 'stdin_port' | 'hb_port'

export function address(connection: Connection, port: Port): string {
  const { transport, ip } = connection
  return transport === 'ipc'
    ? `ipc://${ip}-${connection[port]}`
    : `${transport}://${ip}:${connection[port]}`
}
