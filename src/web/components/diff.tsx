import type { DiffPart } from '../../search/types.js'

/** A word-level difference: <del> for what went, <ins> for what came. */
export function Diff({ parts }: { parts: readonly DiffPart[] }) {
  return (
    <>
      {parts.map((part, index) => {
        if (part.change === 'removed') return <del key={index}>{part.text}</del>
        if (part.change === 'added') return <ins key={index}>{part.text}</ins>
        return <span key={index}>{part.text}</span>
      })}
    </>
  )
}
