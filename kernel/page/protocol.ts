/** What the page and its worker say to each other. */

import type { ErrorContent } from '../session/errors'
import type { StreamContent } from '../session/output'
import type { Problem } from '../session/session'

/** What a display shows: Jupyter's content of `display_data`. */
export interface DisplayContent {
  data: Record<string, unknown>
  metadata: Record<string, unknown>
  transient?: { display_id?: string }
}

/** What a cell shows: Jupyter's messages. */
export type Output =
  | { type: 'stream'; content: StreamContent }
  | { type: 'display_data' | 'update_display_data'; content: DisplayContent }
  | { type: 'execute_result'; content: DisplayContent & { execution_count: number } }
  | { type: 'error'; content: ErrorContent }

/** How a cell ended. */
export type Reply =
  | { status: 'ok'; execution_count: number }
  | ({ status: 'error'; execution_count: number } & ErrorContent)
  | { status: 'aborted' }

export interface Completion {
  start: number
  end: number
  candidates: string[]
}

/** What the page asks for, and what it is answered. */
export interface Questions {
  execute: { ask: { code: string; count: number }; answer: Reply }
  complete: { ask: { code: string; position: number }; answer: Completion | undefined }
  inspect: { ask: { code: string; position: number }; answer: string | undefined }
  diagnose: { ask: { code: string }; answer: Problem[] | undefined }
}

export type Kind = keyof Questions

/** The first message to a worker: its files, and where the two speak from then on, unheard by the cells. */
export interface Start {
  files: Record<string, string>
  port: MessagePort
}

export type ToWorker =
  | { type: 'ask'; id: number; kind: Kind; ask: Questions[Kind]['ask'] }
  | { type: 'interrupt' }
  | { type: 'file'; name: string; bytes: Uint8Array<ArrayBuffer> }

export type FromWorker =
  | { type: 'ready' }
  | { type: 'output'; id: number; output: Output }
  | { type: 'answer'; id: number; answer: Questions[Kind]['answer'] }
  | { type: 'interrupted' }
