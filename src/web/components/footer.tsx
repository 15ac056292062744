import { usePage } from './context.js'

export function Footer() {
  const { t, to } = usePage()
  return (
    <footer class="footer">
      <p>{t.footer.data}</p>
      <p>
        <a href={`${to.help()}#data`}>{t.footer.about}</a>
        <a href={`${to.help()}#api`}>{t.footer.api}</a>
        <a href="/openapi.json">OpenAPI</a>
      </p>
    </footer>
  )
}
