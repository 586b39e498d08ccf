package org.dl4jlab.cifar.own;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dl4jlab.UserException;
import org.dl4jlab.run.RunFolder;

/**
 * A table that names pictures and their classes: {@code metadata.csv} and {@code metadata.jsonl} as
 * Hugging Face has them, {@code labels.csv} or {@code train.csv} as on Kaggle.
 *
 * @param name of the table's file
 */
record LabelTable(String name, List<Row> rows) {

  /**
   * @param file a path from the table's folder, or a name, also without its suffix
   * @param label blank where the picture has none
   * @param part that the row itself names
   */
  record Row(String file, String label, Optional<Part> part) {}

  private static final Set<String> NAMES =
      Set.of("metadata", "labels", "trainlabels", "train_labels", "annotations");

  private static final List<String> FILE_COLUMNS =
      List.of(
          "file_name",
          "filename",
          "file",
          "file_path",
          "filepath",
          "path",
          "image",
          "image_path",
          "image_name",
          "image_id",
          "imageid",
          "img",
          "picture",
          "id",
          "name");
  private static final List<String> LABEL_COLUMNS =
      List.of(
          "label",
          "class",
          "class_name",
          "classname",
          "label_name",
          "category",
          "target",
          "breed",
          "species",
          "labels");
  private static final List<String> PART_COLUMNS = List.of("split", "set", "subset", "part");

  private static final String DELIMITERS = ",;\t|";

  /** Whether a file's name says that it may be such a table. */
  static boolean isNamedAsOne(String file) {
    String last = StoredFile.last(file).toLowerCase(Locale.ROOT);
    if (last.equals("metadata.jsonl")) {
      return true;
    }
    if (!last.endsWith(".csv") && !last.endsWith(".tsv")) {
      return false;
    }
    String stem = last.substring(0, last.length() - ".csv".length());
    return NAMES.contains(stem) || Part.named(stem).isPresent();
  }

  /** The part that the table's own name means, as of {@code train.csv}. */
  Optional<Part> part() {
    String last = StoredFile.last(name);
    return Part.named(last.substring(0, last.lastIndexOf('.')));
  }

  /**
   * @param shown what the table is called in messages
   * @return empty where there is no column of pictures or none of classes
   * @throws UserException when it is no such table at all
   */
  static Optional<LabelTable> read(String name, String shown, byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    Optional<List<Row>> rows =
        name.toLowerCase(Locale.ROOT).endsWith(".jsonl")
            ? ofJsonLines(shown, unmarked)
            : ofCsv(shown, unmarked);
    return rows.map(found -> new LabelTable(name, found));
  }

  private static Optional<List<Row>> ofCsv(String shown, String text) {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(delimiter(text))
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreHeaderCase(true)
            .setAllowMissingColumnNames(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();
    try (CSVParser parser = format.parse(new StringReader(text))) {
      List<String> columns =
          parser.getHeaderNames().stream().map(c -> c.toLowerCase(Locale.ROOT)).toList();
      String file = first(FILE_COLUMNS, columns);
      String label = labelColumn(columns, file);
      if (file == null || label == null) {
        return Optional.empty();
      }
      String part = first(PART_COLUMNS, columns);
      List<Row> rows = new ArrayList<>();
      for (CSVRecord record : parser) {
        rows.add(
            new Row(value(record, file), value(record, label), Part.named(value(record, part))));
      }
      return Optional.of(rows);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new UserException("%s is not a whole CSV file".formatted(shown), e);
    }
  }

  private static char delimiter(String text) {
    String header = text.lines().findFirst().orElse("");
    return (char)
        DELIMITERS
            .chars()
            .boxed()
            .max(Comparator.comparingLong(c -> header.chars().filter(h -> h == c).count()))
            .orElseThrow()
            .intValue();
  }

  private static String first(List<String> names, List<String> columns) {
    return names.stream().filter(columns::contains).findFirst().orElse(null);
  }

  /** Where there are but two columns, the one that is not the picture's is the class. */
  private static String labelColumn(List<String> columns, String file) {
    String named = first(LABEL_COLUMNS, columns);
    if (named != null || file == null || columns.size() != 2) {
      return named;
    }
    return columns.get(columns.get(0).equals(file) ? 1 : 0);
  }

  private static String value(CSVRecord record, String column) {
    return column != null && record.isSet(column) ? record.get(column).strip() : "";
  }

  private static Optional<List<Row>> ofJsonLines(String shown, String text) {
    List<Row> rows = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        rows.add(row(shown, i + 1, lines.get(i)));
      }
    }
    boolean labelled = rows.stream().anyMatch(row -> !row.label().isEmpty());
    return labelled ? Optional.of(rows) : Optional.empty();
  }

  private static Row row(String shown, int line, String json) {
    try {
      JsonNode fields = RunFolder.JSON.readTree(json);
      return new Row(
          value(fields, FILE_COLUMNS),
          value(fields, LABEL_COLUMNS),
          Part.named(value(fields, PART_COLUMNS)));
    } catch (JsonProcessingException e) {
      throw new UserException("Line %d of %s is not JSON".formatted(line, shown), e);
    }
  }

  private static String value(JsonNode fields, List<String> names) {
    return names.stream()
        .filter(fields::hasNonNull)
        .map(name -> fields.get(name).asText().strip())
        .findFirst()
        .orElse("");
  }
}
