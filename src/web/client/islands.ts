import { h, hydrate, render, type FunctionComponent } from 'preact'
import { BasketList } from '../islands/basket-list.js'
import { OverviewChart } from '../islands/overview-chart.js'
import { SearchBox } from '../islands/search-box.js'
import { SearchLists } from '../islands/search-lists.js'
import { TargetChart } from '../islands/target-chart.js'

/** Components that become alive in the browser, by the names that components/island.tsx gives them. */
const ISLANDS: Record<string, ((place: HTMLElement) => void) | undefined> = {
  'basket-list': alive(BasketList),
  'overview-chart': alive(OverviewChart),
  'search-box': alive(SearchBox),
  'search-lists': alive(SearchLists),
  'target-chart': alive(TargetChart),
}

export function hydrateIslands(root: ParentNode): void {
  for (const place of root.querySelectorAll<HTMLElement>('[data-island]'))
    ISLANDS[place.dataset['island'] ?? '']?.(place)
}

/** Lets go of the islands of content that is about to be replaced: their listeners and timers end. */
export function releaseIslands(root: ParentNode): void {
  for (const place of root.querySelectorAll<HTMLElement>('[data-island]')) render(null, place)
}

function alive<P extends object>(component: FunctionComponent<P>): (place: HTMLElement) => void {
  return (place) => {
    // The server of this very version wrote the props of this component there.
    const props = JSON.parse(place.dataset['props'] ?? '{}') as P
    hydrate(h(component, props), place)
  }
}
