import type { FunctionComponent } from 'preact'
import { usePage } from './context.js'

interface IslandProps<P extends object> {
  /** Name under which client/islands.ts knows the component. */
  name: string
  component: FunctionComponent<P>
  props: P
  class?: string
}

/**
 * A part of the page that becomes alive in the browser. The server renders it as it looks before; the browser reads
 * the props, which must survive JSON, and takes over.
 */
export function Island<P extends object>({ name, component: Component, props, class: className }: IslandProps<P>) {
  const { locale } = usePage()
  return (
    <div class={className} data-island={name} data-locale={locale} data-props={JSON.stringify(props)}>
      <Component {...props} />
    </div>
  )
}
