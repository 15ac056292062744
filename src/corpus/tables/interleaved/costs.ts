/**
 * Every cost of the search in one place, in nats (a cost of 2.3 is a chance of one in ten). They are priors, set from
 * how such tables are made; what differs from table to table (widths, names) is found in the table.
 */
export const COSTS = {
  /** A line that begins a row, where the row's spanning cell goes on. */
  row: 1.6,
  /** A line that begins a row and a new spanning cell. */
  group: 3.2,
  /** A row in the middle of a table's first group whose spanning cell stands on a page that is lacking. */
  orphan: 8,
  /** A line one, two, … half-widths longer than its column, where a closing mark at its end hangs or is squeezed. */
  hanging: [0, 0.7, 1, 3, 5, 8, 12],
  /** The same where it ends with another character. */
  overfull: [0, 2, 4, 7, 10, 14],
  /** A full line with the room that the next piece of text needs. */
  fits: 0.1,
  /** A full line that had room for the next piece, and for each half-width more. */
  slack: 4.5,
  slackEach: 0.9,
  /** While widths are not known yet: a line of text shorter by an indent, as far as `indent` half-widths. */
  indented: 1.2,
  indent: 6,
  /** A line that goes on with a closing mark (避頭點). */
  beginsClosing: 5,
  /** A line that ends in the middle of a Latin word. */
  wordCut: 5,
  /** A cell of sentences that ends in the middle of one after another has ended: mostly the next row's title. */
  sentenceCut: 4,
  /** A paragraph's end after a closing mark, after a comma, and after anything else. */
  paragraph: 0.5,
  paragraphComma: 8,
  paragraphInside: 4.5,
  /** A new paragraph that has no number, after one that ended with a closing mark, and after another. */
  unnumbered: 3.5,
  unnumberedInside: 12,
  /** A number at the beginning of a line that does not begin a paragraph. */
  numberInside: 2.5,
  /** A number such as 一、 in the middle of words. */
  numberAmidWords: 3,
  /** A point whose number does not follow. */
  outOfSequence: 6,
  /** A numbered list that begins again under a heading of its own. */
  restart: 2.5,
  /** A full stop in a title, and a line of a title that begins with a number such as 一、. */
  titleStop: 6,
  titleNumber: 5,
  /** A title that ends with a comma or with an opening mark. */
  titleUnfinished: 4,
  /** A title that begins with a parenthesis, and a line of a title broken before one, however much room there was. */
  titleRemark: 7,
  remarkApart: 1.5,
  /** A title of fewer than four characters. */
  titleShort: 4,
  /** A line of a title that says the same as the line beside it, as an item named like its 工作計畫: the first, others. */
  copied: 2.5,
  copiedOn: 0.5,
  /** A second line of a spanning cell, and each further one: names of 工作計畫 are short. */
  spanSecond: 0.7,
  spanThird: 4,
  /** A mark that closes nothing; an end with marks open. */
  unbalanced: 3.5,
  /** A count or an ordinal that does not follow, and one that is none. */
  miscounted: 5,
  notANumber: 12,
  /** At a page's beginning: cells cut off there; a page that is none of the table's. */
  truncated: 16,
  foreignPage: 14,
  foreignCharacter: 0.35,
  /** Notes below the table, with and without a word that says so. */
  note: 2,
  noteUnsaid: 15,
  noteUnsaidCharacter: 0.3,
  /** Cells that are open where the table ends. */
  unfinished: 10,
} as const
