import { useEffect, useRef, useState } from 'preact/hooks'
import type { SuggestResponse } from '../../search/types.js'
import { textsFor } from '../texts/index.js'
import type { Locale } from '../urls.js'

export interface SearchBoxProps {
  locale: Locale
  q: string
  autofocus: boolean
}

interface Option {
  text: string
  /** What kind of completion it is, in words. */
  note: string
  official: boolean
}

/** Id of the list; a page has one search box. */
const LIST = 'completions'

/** Milliseconds without a keystroke before completions are asked for. */
const PAUSE = 120

/**
 * The search box with completions: a combobox after the ARIA pattern (list autocomplete, manual selection). Without
 * script it is a plain input. Completions are a convenience: where they cannot be had, typing goes on undisturbed.
 */
export function SearchBox({ locale, q, autofocus }: SearchBoxProps) {
  const t = textsFor(locale)
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(q)
  const [options, setOptions] = useState<Option[]>([])
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const typed = useRef(false)

  useEffect(() => {
    if (!typed.current) return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      void completions(text, t.search.completionKind, abort.signal).then((found) => {
        if (abort.signal.aborted) return
        setOptions(found)
        setActive(-1)
        setOpen(true)
      })
    }, PAUSE)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [text])

  const choose = (option: Option) => {
    typed.current = false
    setText(option.text)
    setOpen(false)
    const element = input.current
    if (element === null) return
    element.value = option.text
    element.form?.requestSubmit()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes a character, its keys belong to it.
    if (event.isComposing) return
    if (event.key === 'Escape' && shown) {
      event.preventDefault()
      setOpen(false)
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && options.length > 0) {
      event.preventDefault()
      setOpen(true)
      const step = event.key === 'ArrowDown' ? 1 : -1
      setActive((now) => (now + step + options.length + 1) % (options.length + 1))
    } else if (event.key === 'Enter' && shown) {
      const option = options[active]
      if (option === undefined) return
      event.preventDefault()
      choose(option)
    }
  }

  const shown = open && options.length > 0
  const optionId = (index: number) => `${LIST}-${index}`
  const item = (option: Option, index: number) => (
    <li
      key={option.text}
      id={optionId(index)}
      role="option"
      class={option.official ? 'is-official' : undefined}
      aria-selected={index === active}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => choose(option)}
    >
      <span>{option.text}</span>
      <small>{option.note}</small>
    </li>
  )

  return (
    <>
      <input
        ref={input}
        type="text"
        name="q"
        value={text}
        placeholder={t.search.placeholder}
        aria-label={t.search.label}
        autocomplete="off"
        autocapitalize="off"
        enterkeyhint="search"
        spellcheck={false}
        maxLength={1000}
        autofocus={autofocus}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={LIST}
        aria-activedescendant={shown && active >= 0 && active < options.length ? optionId(active) : undefined}
        onInput={(event) => {
          typed.current = true
          setText(event.currentTarget.value)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      <ul id={LIST} class="completions" role="listbox" aria-label={t.search.completions} hidden={!shown}>
        {options.map(item)}
      </ul>
      <span class="visually-hidden" role="status">
        {open ? t.search.completionsSaid(options.length) : ''}
      </span>
    </>
  )

  async function completions(
    query: string,
    kinds: Record<SuggestResponse['completions'][number]['kind'], string>,
    signal: AbortSignal,
  ): Promise<Option[]> {
    if (query.trim() === '') return []
    try {
      const response = await fetch(`/api/suggest?${new URLSearchParams({ q: query }).toString()}`, { signal })
      if (!response.ok) return []
      const found = (await response.json()) as SuggestResponse
      const official = found.official.map((one) => ({ text: one, note: t.search.official, official: true }))
      const known = new Set(official.map((one) => one.text))
      const others = found.completions
        .filter((one) => !known.has(one.text))
        .map((one) => ({ text: one.text, note: kinds[one.kind], official: false }))
      return [...official.slice(0, 4), ...others.slice(0, 8)]
    } catch {
      // The request was overtaken by the next keystroke, or the server is away: the search itself will say so.
      return []
    }
  }
}
