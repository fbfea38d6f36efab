/** Grades a class of 30 in one command and reports the time and the memory it takes. */
import { spawnSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { Course, solutionsOf, withCells } from '../tools/exercises/course'
import { python } from '../tools/python'

const assignment = process.argv[2] ?? '4-adam'
const students = 30

const measured = `
import resource, subprocess, sys, time
begun = time.time()
subprocess.run(sys.argv[1:], check=True)
seconds = time.time() - begun
largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print(f'{seconds:.0f} s, {seconds / ${students}:.1f} s a submission; largest process {largest} MB')`

async function main(): Promise<void> {
  const course = new Course()
  try {
    await course.nbgrader(['generate_assignment', assignment])
    const source = course.read('source', assignment, `${assignment}.ipynb`)
    const release = course.read('release', assignment, `${assignment}.ipynb`)
    const solved = withCells(release, solutionsOf(source))
    for (let i = 1; i <= students; i++) course.submit(`student-${i}`, assignment, solved)
    console.log(`${cpus().length} × ${cpus()[0]!.model}, ${Math.round(totalmem() / 2 ** 30)} GB`)
    console.log(`${students} submissions to ${assignment}:`)
    spawnSync(
      python,
      [
        '-c',
        measured,
        join(dirname(python), 'nbgrader'),
        'autograde',
        assignment,
        '--log-level=INFO',
      ],
      {
        cwd: course.folder,
        env: { ...process.env, PATH: `${dirname(python)}:${process.env.PATH}` },
        stdio: ['ignore', 'inherit', process.argv.includes('--quiet') ? 'ignore' : 'inherit'],
      },
    )
    const scores = Object.values(await course.scores(assignment))
    console.log(`graded: ${scores.length}, with ${[...new Set(scores)].join(', ')} points`)
  } finally {
    course.remove()
  }
}

main()
