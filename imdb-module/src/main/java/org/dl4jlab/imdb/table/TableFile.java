package org.dl4jlab.imdb.table;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipException;
import org.apache.commons.lang3.StringUtils;
import org.dl4jlab.imdb.text.TextEncoding;

/** A file with a text and a label in each of its lines or rows, of any of the known formats. */
public final class TableFile {

  /** What the files are called, to be told to people. */
  public static final String NAMES = ".csv, .tsv, .jsonl, .json or .parquet";

  /** The formats by their names' endings; all but Parquet may be gzipped. */
  public enum Format {
    CSV,
    JSON,
    PARQUET
  }

  private TableFile() {}

  /** The format that the file's name tells, hidden files having none. */
  public static Optional<Format> format(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.startsWith(".")
        ? Optional.empty()
        : Optional.ofNullable(
            switch (StringUtils.substringAfterLast(StringUtils.removeEnd(name, ".gz"), ".")) {
              case "csv", "tsv", "tab" -> Format.CSV;
              case "json", "jsonl", "ndjson" -> Format.JSON;
              case "parquet" -> name.endsWith(".gz") ? null : Format.PARQUET;
              default -> null;
            });
  }

  /**
   * Reads all texts.
   *
   * @param labelled whether each must have a label
   * @throws org.dl4jlab.UserException naming the line or row that is damaged
   */
  public static TextTable read(Path file, Format format, boolean labelled) throws IOException {
    try {
      return switch (format) {
        case CSV -> CsvTable.read(TextSource.of(file), labelled);
        case JSON -> JsonTable.read(TextSource.of(file), labelled);
        case PARQUET -> ParquetTable.read(file, labelled);
      };
    } catch (CharacterCodingException e) {
      throw TextEncoding.damaged(file.toString(), e);
    } catch (EOFException | ZipException e) {
      throw TextSource.cutShort(file, e);
    }
  }
}
