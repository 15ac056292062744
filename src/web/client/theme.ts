// Runs before anything is painted, as a plain script: a choice of theme must not flash in the other one.
// It imports nothing, so that it stays a plain script.
try {
  const theme = localStorage.getItem('shizheng.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme
} catch {
  // No storage: the system's theme is used.
}
