/** The kernel in a worker, as assets/kernel.js gives it to a page. */
export interface PageKernelModule {
  start(): PageKernel
}

export interface PageKernel {
  readonly ready: Promise<void>
  execute(code: string, onOutput: (message: Output) => void): Promise<Reply>
  complete(code: string, position: number): Promise<Completions>
  inspect(code: string, position: number): Promise<string | undefined>
  diagnose(code: string): Promise<Complaint[]>
  stop(): Promise<'kept' | 'lost'>
  addFile(name: string, bytes: Uint8Array): void
  onDied: ((sentence: string) => void) | undefined
  close(): void
}

export interface Completions {
  start: number
  end: number
  candidates: string[]
}

export interface Complaint {
  from: number
  to: number
  message: string
}

export interface Display {
  data: Record<string, unknown>
  metadata: Record<string, unknown>
  transient?: { display_id?: string }
}

export type Output =
  | { type: 'stream'; content: { name: 'stdout' | 'stderr'; text: string } }
  | { type: 'display_data' | 'update_display_data'; content: Display }
  | { type: 'execute_result'; content: Display & { execution_count: number } }
  | { type: 'error'; content: { ename: string; evalue: string; traceback: string[] } }

export type Reply =
  | { status: 'ok'; execution_count: number }
  | {
      status: 'error'
      execution_count: number
      ename: string
      evalue: string
      traceback: string[]
    }
  | { status: 'aborted' }
