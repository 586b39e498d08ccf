package org.dl4jlab.imdb.table;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dl4jlab.UserException;

/**
 * CSV as RFC 4180 describes it, and as it is met: with semicolons, tabs or bars between the fields,
 * a first line {@code sep=;}, quotes that are escaped by a backslash, or, between tabs, no quotes
 * at all. The first line names the columns.
 */
final class CsvTable {

  private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

  private static final CSVFormat DOUBLED_QUOTES = CSVFormat.RFC4180;
  private static final CSVFormat ESCAPED_QUOTES = CSVFormat.RFC4180.builder().setEscape('\\').get();
  private static final CSVFormat NO_QUOTES = CSVFormat.RFC4180.builder().setQuote(null).get();

  private static final String SEPARATOR_LINE = "sep=";

  private final TextSource source;
  private final boolean labelled;

  private CsvTable(TextSource source, boolean labelled) {
    this.source = source;
    this.labelled = labelled;
  }

  static TextTable read(TextSource source, boolean labelled) throws IOException {
    CsvTable table = new CsvTable(source, labelled);
    char delimiter = table.delimiter();
    List<CSVFormat> formats =
        delimiter == '\t'
            ? List.of(DOUBLED_QUOTES, ESCAPED_QUOTES, NO_QUOTES)
            : List.of(DOUBLED_QUOTES, ESCAPED_QUOTES);
    BrokenQuotes first = null;
    for (CSVFormat format : formats) {
      try {
        return table.read(format.builder().setDelimiter(delimiter).get());
      } catch (BrokenQuotes e) {
        first = first == null ? e : first;
      }
    }
    throw new UserException(
        "The record that begins in line %,d of %s has quotes that do not match: a field begins and ends with one, and within it they are doubled"
            .formatted(first.line, source.file()),
        first);
  }

  /** That by which the first line falls into columns of texts and labels. */
  private char delimiter() throws IOException {
    List<String> most = List.of();
    for (char delimiter : DELIMITERS) {
      List<String> names = names(delimiter);
      if (Columns.find(names, labelled).isPresent()) {
        return delimiter;
      }
      most = names.size() > most.size() ? names : most;
    }
    throw Columns.missing(source.file(), most, labelled);
  }

  private List<String> names(char delimiter) throws IOException {
    try (Reader text = source.reader();
        CSVParser parser = DOUBLED_QUOTES.builder().setDelimiter(delimiter).get().parse(text)) {
      return header(parser.iterator()).map(CSVRecord::toList).orElse(List.of());
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CSVException) {
        return List.of();
      }
      throw e.getCause();
    }
  }

  /** The first record, but for the line by which spreadsheets tell each other the delimiter. */
  private static Optional<CSVRecord> header(Iterator<CSVRecord> records) {
    while (records.hasNext()) {
      CSVRecord record = records.next();
      if (!isBlankLine(record) && !record.get(0).startsWith(SEPARATOR_LINE)) {
        return Optional.of(record);
      }
    }
    return Optional.empty();
  }

  private TextTable read(CSVFormat format) throws IOException {
    RowCollector rows = new RowCollector(source.file(), "line", labelled);
    long line = 1;
    try (Reader text = source.reader();
        CSVParser parser = format.parse(text)) {
      Iterator<CSVRecord> records = parser.iterator();
      List<String> names = header(records).map(CSVRecord::toList).orElse(List.of());
      Columns columns =
          Columns.find(names, labelled)
              .orElseThrow(() -> Columns.missing(source.file(), names, labelled));
      line = parser.getCurrentLineNumber() + 1;
      while (records.hasNext()) {
        CSVRecord record = records.next();
        if (!isBlankLine(record)) {
          requireFields(rows.place(line), record, names.size(), columns);
          rows.add(
              line,
              record.get(columns.text()),
              columns.label() == Columns.NONE ? null : record.get(columns.label()));
        }
        line = parser.getCurrentLineNumber() + 1;
      }
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CSVException) {
        throw new BrokenQuotes(line, e.getCause());
      }
      throw e.getCause();
    }
    return rows.table(source.encoding().foreignLine());
  }

  private static boolean isBlankLine(CSVRecord record) {
    return record.size() == 1 && record.get(0).isBlank();
  }

  /** What a delimiter in an unquoted text has cut must not be taken for the text. */
  private static void requireFields(String place, CSVRecord record, int fields, Columns columns) {
    if (record.size() <= Math.max(columns.text(), columns.label())) {
      throw new UserException(
          "There %s in %s, but the first line names %d".formatted(count(record), place, fields));
    }
    for (int i = fields; i < record.size(); i++) {
      if (!record.get(i).isBlank()) {
        throw new UserException(
            "There %s in %s, but the first line names %d: put texts that hold the delimiter between double quotes"
                .formatted(count(record), place, fields));
      }
    }
  }

  private static String count(CSVRecord record) {
    return record.size() == 1 ? "is 1 field" : "are %d fields".formatted(record.size());
  }

  /** A record that is no CSV with quotes of this kind. */
  private static final class BrokenQuotes extends RuntimeException {

    private final long line;

    BrokenQuotes(long line, Throwable cause) {
      super(cause);
      this.line = line;
    }
  }
}
