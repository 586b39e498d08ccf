package org.dl4jlab.imdb.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.io.input.BOMInputStream;
import org.apache.commons.lang3.StringUtils;
import org.dl4jlab.UserException;

/**
 * Reads reviews from CSV files in UTF-8 as RFC 4180 describes them: commas, a header, quoted fields
 * that may hold line breaks. The text is in the column {@code text} or {@code review}, the label in
 * {@code label} or {@code sentiment}: 0, neg or negative, 1, pos or positive, in any case. A
 * review's id is {@code line/} and the number of its first line.
 */
public final class CsvReviewRecordReader extends ReviewRecordReader {

  private static final List<String> TEXT_COLUMNS = List.of("text", "review");
  private static final List<String> LABEL_COLUMNS = List.of("label", "sentiment");

  private static final int MAX_SHOWN = 100;

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreHeaderCase(true)
          .setAllowMissingColumnNames(true) // pandas leaves that of its row numbers empty
          .get();

  @Override
  protected List<Review> read(List<Path> locations) throws IOException {
    List<Review> reviews = new ArrayList<>();
    for (Path file : locations) {
      try {
        reviews.addAll(read(file));
      } catch (UncheckedIOException e) {
        throw explained(file, e.getCause());
      } catch (IOException e) {
        throw explained(file, e);
      }
    }
    return reviews;
  }

  private static List<Review> read(Path file) throws IOException {
    List<Review> reviews = new ArrayList<>();
    try (Reader text = open(file);
        CSVParser parser = FORMAT.parse(text)) {
      String textColumn = column(file, parser, TEXT_COLUMNS);
      String labelColumn = column(file, parser, LABEL_COLUMNS);
      Iterator<CSVRecord> records = parser.iterator();
      long line = parser.getCurrentLineNumber() + 1;
      while (records.hasNext()) {
        CSVRecord record = records.next();
        if (!isBlankLine(record)) {
          reviews.add(review(file, line, record, textColumn, labelColumn));
        }
        line = parser.getCurrentLineNumber() + 1;
      }
    }
    return reviews;
  }

  /** Spreadsheet programs begin UTF-8 with a byte order mark. */
  private static Reader open(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            BOMInputStream.builder().setInputStream(Files.newInputStream(file)).get(),
            StandardCharsets.UTF_8.newDecoder()));
  }

  private static String column(Path file, CSVParser parser, List<String> names) {
    for (String name : names) {
      if (parser.getHeaderMap().containsKey(name)) {
        return name;
      }
    }
    throw new UserException(
        "%s has no column %s; its first line names %s"
            .formatted(
                file, String.join(" or ", names), shown(parser.getHeaderNames().toString())));
  }

  private static boolean isBlankLine(CSVRecord record) {
    return record.size() == 1 && record.get(0).isEmpty();
  }

  private static Review review(
      Path file, long line, CSVRecord record, String textColumn, String labelColumn) {
    String source = "The review in line %d of %s".formatted(line, file);
    if (!record.isSet(textColumn) || !record.isSet(labelColumn)) {
      throw new UserException("%s lacks a column; it has %d only".formatted(source, record.size()));
    }
    String label = record.get(labelColumn).strip();
    int number =
        switch (label.toLowerCase(Locale.ROOT)) {
          case "0", "neg", "negative" -> Review.NEGATIVE;
          case "1", "pos", "positive" -> Review.POSITIVE;
          default ->
              throw new UserException(
                  "%s has the label '%s'; labels are 0, neg, negative, 1, pos or positive"
                      .formatted(source, shown(label)));
        };
    String text = ReviewFiles.checked(source, record.get(textColumn));
    return new Review("line/" + line, text, number, 0);
  }

  /** What fits into a line, as these may not be the columns that they are taken for. */
  private static String shown(String value) {
    return StringUtils.abbreviate(StringUtils.normalizeSpace(value), MAX_SHOWN);
  }

  private static IOException explained(Path file, IOException e) {
    if (e instanceof CharacterCodingException encoding) {
      throw ReviewFiles.notUtf8(file.toString(), encoding);
    }
    if (e instanceof CSVException) {
      throw new UserException("%s is not whole CSV: %s".formatted(file, e.getMessage()), e);
    }
    return e;
  }
}
