/** Builds dist/ where it was made from other files. Gives true where something was built. */
export function build(): boolean
