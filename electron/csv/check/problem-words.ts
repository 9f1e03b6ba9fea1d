import type { Problem, ProblemKind } from '../../../shared/csv/csv.ts'

interface Words {
  readonly severity: Problem['severity']
  readonly title: (count: string, isOne: boolean) => string
  readonly advice: string
}

const plural =
  (one: string, many: string) =>
  (count: string, isOne: boolean): string =>
    isOne ? one : `${count} ${many}`
const always = (text: string) => (): string => text

const AS_IS = 'Bulkdesk sends every cell as it stands in the file.'

/** What each kind of problem is called and what to do about it: the words a marketer reads. */
export const PROBLEM_WORDS: Readonly<Record<ProblemKind, Words>> = {
  'empty-file': {
    severity: 'blocks',
    title: always('The file is empty'),
    advice: 'It holds no text at all. Save it again from the program that made it.',
  },
  'no-rows': {
    severity: 'blocks',
    title: always('The file has a header and no rows'),
    advice: 'There is nothing to send.',
  },
  'bad-encoding': {
    severity: 'blocks',
    title: plural('One place is not UTF-8 text', 'places are not UTF-8 text'),
    advice:
      'Accented letters would arrive wrong. Files saved by older spreadsheets are often Windows-1252: read it so and look at the first rows, or save it again as “CSV UTF-8”.',
  },
  'cut-character': {
    severity: 'blocks',
    title: always('The file ends inside a character'),
    advice: 'It was cut off, so rows may be missing. Get the whole file again.',
  },
  'nul-byte': {
    severity: 'blocks',
    title: plural('One NUL byte stands in the file', 'NUL bytes stand in the file'),
    advice: 'Text holds none: the file is damaged, or it is not a CSV file. Save it again as “CSV UTF-8”.',
  },
  'unclosed-quote': {
    severity: 'blocks',
    title: always('A quote is opened and never closed'),
    advice: 'Everything after it would be one cell. Close the quote at the line named here, then check again.',
  },
  'stray-quote': {
    severity: 'row',
    title: plural('One row has a quote inside a cell without quotes', 'rows have a quote inside a cell without quotes'),
    advice: 'If the quotes are meant as text (such as 5" for inches), have Bulkdesk read them as text.',
  },
  'text-after-quote': {
    severity: 'row',
    title: plural('One row has text after a closing quote', 'rows have text after a closing quote'),
    advice: 'A quote inside a quoted cell must be doubled ("").',
  },
  'backslash-quotes': {
    severity: 'warning',
    title: plural('One row writes quotes as \\"', 'rows write quotes as \\"'),
    advice: 'CSV doubles a quote ("") instead. Export the file again with doubled quotes; Bulkdesk does not guess.',
  },
  'short-row': {
    severity: 'row',
    title: plural('One row has too few cells', 'rows have too few cells'),
    advice: 'Bulkdesk does not fill them up: a blank cell may erase what Eloqua holds.',
  },
  'long-row': {
    severity: 'row',
    title: plural('One row has too many cells', 'rows have too many cells'),
    advice: 'Often a cell with a comma in it stands without quotes.',
  },
  'blank-lines': {
    severity: 'note',
    title: plural('One blank line is skipped', 'blank lines are skipped'),
    advice: 'They are no rows and are not sent.',
  },
  'control-character': {
    severity: 'row',
    title: plural('One row holds a control character', 'rows hold control characters'),
    advice: 'Such characters come from damaged exports and cannot be seen.',
  },
  'huge-row': {
    severity: 'row',
    title: plural('One row is bigger than 4 MB', 'rows are bigger than 4 MB'),
    advice: 'Often a quote is closed much later than meant, or a column with a long cell feeds several fields.',
  },
  'empty-header': {
    severity: 'blocks',
    title: plural('One column has no name', 'columns have no name'),
    advice: 'Give it a name in the first line, or remove the column.',
  },
  'long-header': {
    severity: 'blocks',
    title: plural('One column name is too long', 'column names are too long'),
    advice: 'Eloqua takes names of up to 100 characters. Is the first line really the header?',
  },
  'duplicate-header': {
    severity: 'blocks',
    title: plural('One column name occurs more than once', 'column names occur more than once'),
    advice: 'Bulkdesk cannot tell which one is meant. Rename or remove all but one.',
  },
  'similar-headers': {
    severity: 'warning',
    title: plural('One column name looks like another', 'column names look like others'),
    advice: 'They differ only in case, spaces or accents. Look twice at which column feeds which field.',
  },
  'header-trimmed': {
    severity: 'note',
    title: plural('One column name has spaces around it', 'column names have spaces around them'),
    advice: 'They are ignored in the names; cells are left as they are.',
  },
  'too-many-columns': {
    severity: 'blocks',
    title: (count) => `The file has ${count} columns`,
    advice: 'Eloqua takes at most 100 fields. Remove the columns that are not needed.',
  },
  'header-missing': {
    severity: 'warning',
    title: always('The first line looks like a row, not like a header'),
    advice: 'It would not be sent. If the file has no header, add a line with the column names at the top.',
  },
  'empty-last-column': {
    severity: 'note',
    title: always('Every line ends with a delimiter'),
    advice: 'The last column has no name and no cells. It is left out.',
  },
  'mixed-line-ends': {
    severity: 'note',
    title: always('Lines end in different ways'),
    advice:
      'The file was put together from several. Rows are read the same; line breaks inside quotes stay as they are.',
  },
  'no-identifier': {
    severity: 'row',
    title: plural('One row has no identifier', 'rows have no identifier'),
    advice: 'Without it Eloqua cannot tell which record is meant.',
  },
  'malformed-identifier': {
    severity: 'row',
    title: plural(
      'One row has something else than an e-mail address',
      'rows have something else than an e-mail address',
    ),
    advice: 'Eloqua would refuse them.',
  },
  'duplicate-identifier': {
    severity: 'warning',
    title: plural('One row repeats an identifier', 'rows repeat an identifier'),
    advice: 'Eloqua takes only one row of each, and does not say which. Remove the others to be sure.',
  },
  'invisible-characters': {
    severity: 'warning',
    title: plural('One identifier has hidden characters', 'identifiers have hidden characters'),
    advice: `Spaces around it, or characters nobody sees: they may create a second record beside the one that is meant. ${AS_IS}`,
  },
  'number-mangled': {
    severity: 'warning',
    title: plural('One number was shortened by a spreadsheet', 'numbers were shortened by a spreadsheet'),
    advice: `Text such as 1.23E+11 has lost digits for good. Export again with the column as text. ${AS_IS}`,
  },
  'leading-zeros': {
    severity: 'note',
    title: plural('One number begins with a zero', 'numbers begin with a zero'),
    advice: `${AS_IS} Spreadsheets drop such zeros: do not save the file from one.`,
  },
  'mixed-dates': {
    severity: 'warning',
    title: plural('One cell has its date in another form', 'cells have their dates in another form'),
    advice: `Dates are written in more than one way, or day and month cannot be told apart. ${AS_IS}`,
  },
  'formula-cells': {
    severity: 'note',
    title: plural('One cell begins like a formula', 'cells begin like a formula'),
    advice: `${AS_IS} Take care when the data is opened in a spreadsheet later.`,
  },
  'blanks-erase': {
    severity: 'warning',
    title: plural('One blank cell will erase what Eloqua holds', 'blank cells will erase what Eloqua holds'),
    advice: 'This definition updates always, so a blank cell empties the field of its record.',
  },
  bom: {
    severity: 'note',
    title: always('The file begins with a byte order mark'),
    advice: 'It is left out, so that the first column keeps its name.',
  },
  'sep-line': {
    severity: 'note',
    title: always('The first line names the delimiter'),
    advice: 'A line such as sep=; is meant for spreadsheets. It is no row and is not sent.',
  },
  'utf-16': {
    severity: 'note',
    title: always('The file is UTF-16'),
    advice: 'Eloqua takes UTF-8, so it is converted on the way. Look at the first rows.',
  },
  'delimiter-guessed': {
    severity: 'note',
    title: always('The delimiter is not a comma'),
    advice: 'Eloqua takes commas, so it is converted on the way. If the columns look wrong, choose another delimiter.',
  },
  'trailing-ctrl-z': {
    severity: 'note',
    title: always('The file ends with an old end-of-file mark'),
    advice: 'The Ctrl-Z character at the end is left out.',
  },
  'reason-columns': {
    severity: 'note',
    title: always('This file was saved by Bulkdesk, with reasons'),
    advice: 'The columns it added, whose names begin with bulkdesk_, are left out.',
  },
  'unmapped-field': {
    severity: 'note',
    title: plural('One field of the definition gets nothing', 'fields of the definition get nothing'),
    advice: 'What Eloqua holds there stays as it is.',
  },
  'unmapped-identifier': {
    severity: 'blocks',
    title: always('No column feeds the identifier'),
    advice: 'Choose the column that says which record each row is about.',
  },
  'left-out-column': {
    severity: 'note',
    title: plural('One column is not sent', 'columns are not sent'),
    advice: 'No field takes it.',
  },
  'mapping-drift': {
    severity: 'warning',
    title: always('The columns are not those of last time'),
    advice: 'Look at which column feeds which field before you send.',
  },
}
