import { engine, openFile } from './csv-file.ts'
const file = await openFile('200mb')
const { rules, ...plain } = file
const median = (xs: number[]) => xs.toSorted((a, b) => a - b)[xs.length >> 1]
const a: number[] = [], b: number[] = []
async function cpu(job: () => Promise<unknown>) { const s = process.cpuUsage(); await job(); const e = process.cpuUsage(s); return (e.user + e.system) / 1000 }
for (let i = 0; i < 15; i++) {
  a.push(await cpu(() => engine.check({ ...plain, onProgress: () => {} })))
  b.push(await cpu(() => engine.check({ ...file, onProgress: () => {} })))
}
console.log('cpu ms: plain', median(a).toFixed(0), Math.min(...a).toFixed(0), 'judged', median(b).toFixed(0), Math.min(...b).toFixed(0))
process.exit(0)
