import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'

export interface Drawing {
  /** Width of the place in CSS pixels, rounded; 0 until it is known. */
  width: number
  /** True once the place has been in or near sight. */
  visible: boolean
  /** Changes when colours change and the chart must be drawn again. */
  theme: number
}

/** When and how wide a chart is to be drawn in its place. */
export function useDrawing(place: RefObject<HTMLElement | null>): Drawing {
  const [width, setWidth] = useState(0)
  const [visible, setVisible] = useState(false)
  const [theme, setTheme] = useState(0)
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const sizes = new ResizeObserver(() => setWidth(Math.round(element.clientWidth)))
    const sight = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return
        setVisible(true)
        sight.disconnect()
      },
      { rootMargin: '200px' },
    )
    const dark = matchMedia('(prefers-color-scheme: dark)')
    const changed = () => setTheme((now) => now + 1)
    sizes.observe(element)
    sight.observe(element)
    dark.addEventListener('change', changed)
    addEventListener('shizheng:theme', changed)
    return () => {
      sizes.disconnect()
      sight.disconnect()
      dark.removeEventListener('change', changed)
      removeEventListener('shizheng:theme', changed)
    }
  }, [])
  return { width, visible, theme }
}
