export { wrappedReader } from './reader.js'
