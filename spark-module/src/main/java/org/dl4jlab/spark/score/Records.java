package org.dl4jlab.spark.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.dl4jlab.UserException;
import org.dl4jlab.imdb.table.Columns;

/**
 * Records of a file or a folder of files of one kind, wherever Hadoop's file systems reach.
 *
 * @param rows one a record; the last column is the file's name
 * @param kept how many columns, from the first on, are the person's own
 * @param column of the texts, null where there are none
 * @param corrupt the column of what could not be parsed, null where there is none
 */
record Records(Dataset<Row> rows, int kept, String column, String corrupt) {

  static final String FILE = "file";
  private static final String CORRUPT = "_corrupt_record";
  private static final String TEXT = "text";
  private static final String PATH = "path";
  private static final int SNIFFED_LINES = 1_000;
  private static final List<String> PACKED = List.of(".gz", ".bz2", ".zst", ".lz4", ".snappy");

  /** What a file is by its name. */
  private enum Kind {
    LINES(".txt", ".text"),
    CSV(".csv"),
    TABS(".tsv", ".tab"),
    JSON(".jsonl", ".ndjson", ".json"),
    PARQUET(".parquet", ".pq");

    private final List<String> suffixes;

    Kind(String... suffixes) {
      this.suffixes = List.of(suffixes);
    }

    static Kind of(String file) {
      String name = file.toLowerCase(Locale.ROOT);
      for (String packed : PACKED) {
        name = name.endsWith(packed) ? name.substring(0, name.length() - packed.length()) : name;
      }
      for (Kind kind : values()) {
        if (kind.suffixes.stream().anyMatch(name::endsWith)) {
          return kind;
        }
      }
      throw new UserException(
          "%s is none of the kinds that are read: .txt (a text a line), .csv, .tsv, .jsonl, .parquet"
              .formatted(file));
    }
  }

  /** Pictures: all files of a folder, at any depth. */
  static Records pictures(SparkSession session, String input) {
    requireFiles(session, input);
    Dataset<Row> files =
        session
            .read()
            .format("binaryFile")
            .option("recursiveFileLookup", true)
            .load(input)
            .select(PATH, ImageScorer.CONTENT)
            .union(emptyFiles(session, input))
            .withColumn(FILE, functions.col(PATH));
    return new Records(files, 1, null, null);
  }

  /** Which Spark passes over without a word. */
  private static Dataset<Row> emptyFiles(SparkSession session, String input) {
    List<Row> empty = new ArrayList<>();
    Path path = new Path(input);
    try {
      var files =
          path.getFileSystem(session.sparkContext().hadoopConfiguration()).listFiles(path, true);
      while (files.hasNext()) {
        FileStatus file = files.next();
        if (file.getLen() == 0 && !isHidden(file.getPath().getName())) {
          empty.add(RowFactory.create(file.getPath().toString(), new byte[0]));
        }
      }
    } catch (IOException e) {
      throw unreachable(input, e);
    }
    return session.createDataFrame(
        empty,
        new StructType()
            .add(PATH, DataTypes.StringType)
            .add(ImageScorer.CONTENT, DataTypes.BinaryType));
  }

  private static UserException unreachable(String input, IOException e) {
    return new UserException("%s cannot be reached: %s".formatted(input, e.getMessage()), e);
  }

  /**
   * Texts.
   *
   * @param column of a table, null to find it by the names that people give it
   * @param multiline whether rows of a CSV go over several lines
   * @throws UserException when there are no files, of several kinds, or no such column
   */
  static Records texts(SparkSession session, String input, String column, boolean multiline) {
    List<String> files = requireFiles(session, input);
    Kind kind = Kind.of(files.get(0));
    for (String file : files) {
      if (Kind.of(file) != kind) {
        throw new UserException(
            "%s has files of several kinds, such as %s and %s; name one of them"
                .formatted(input, files.get(0), file));
      }
    }
    return switch (kind) {
      case LINES -> named(session.read().text(input).toDF(TEXT), TEXT, null);
      case CSV -> table(session.read().option("sep", ","), input, column, multiline);
      case TABS -> table(session.read().option("sep", "\t"), input, column, multiline);
      case JSON -> json(session, input, column);
      case PARQUET -> {
        Dataset<Row> rows = session.read().parquet(input);
        yield named(rows, columnOf(input, rows.columns(), column), null);
      }
    };
  }

  private static Records table(
      DataFrameReader separated, String input, String column, boolean multiline) {
    DataFrameReader reader =
        separated.option("header", true).option("escape", "\"").option("multiLine", multiline);
    String[] columns = reader.csv(input).columns();
    StructType schema = new StructType();
    for (String name : columns) {
      schema = schema.add(name, DataTypes.StringType);
    }
    Dataset<Row> rows =
        reader
            .option("columnNameOfCorruptRecord", CORRUPT)
            .schema(schema.add(CORRUPT, DataTypes.StringType))
            .csv(input);
    return named(rows, columnOf(input, columns, column), CORRUPT);
  }

  private static Records json(SparkSession session, String input, String column) {
    String[] columns =
        column != null
            ? new String[] {column}
            : session
                .read()
                .json(
                    session.createDataset(
                        session.read().textFile(input).takeAsList(SNIFFED_LINES),
                        Encoders.STRING()))
                .columns();
    String text = columnOf(input, columns, column);
    Dataset<Row> rows =
        session
            .read()
            .option("columnNameOfCorruptRecord", CORRUPT)
            .schema(
                new StructType().add(text, DataTypes.StringType).add(CORRUPT, DataTypes.StringType))
            .json(input);
    return named(rows, text, CORRUPT);
  }

  private static Records named(Dataset<Row> rows, String column, String corrupt) {
    int own = rows.columns().length - (corrupt == null ? 0 : 1);
    return new Records(rows.withColumn(FILE, functions.input_file_name()), own, column, corrupt);
  }

  private static String columnOf(String input, String[] columns, String wished) {
    List<String> names = Arrays.asList(columns);
    if (wished != null) {
      if (!names.contains(wished)) {
        throw new UserException(
            "%s has no column '%s', only %s".formatted(input, wished, String.join(", ", names)));
      }
      return wished;
    }
    return Columns.find(names, false)
        .map(found -> names.get(found.text()))
        .orElseThrow(
            () ->
                new UserException(
                    "%s has no column called text, review or the like, only %s; name it by --text"
                        .formatted(input, String.join(", ", names))));
  }

  /** The files' names. */
  private static List<String> requireFiles(SparkSession session, String input) {
    Path path = new Path(input);
    try {
      FileSystem files = path.getFileSystem(session.sparkContext().hadoopConfiguration());
      if (!files.exists(path)) {
        throw new UserException("There is no file or folder " + input);
      }
      if (!files.getFileStatus(path).isDirectory()) {
        return List.of(path.getName());
      }
      List<String> names =
          Arrays.stream(files.listStatus(path))
              .filter(entry -> !isHidden(entry.getPath().getName()))
              .map(FileStatus::getPath)
              .map(Path::getName)
              .toList();
      if (names.isEmpty()) {
        throw new UserException("There are no files in " + input);
      }
      return names;
    } catch (IOException e) {
      throw unreachable(input, e);
    }
  }

  private static boolean isHidden(String name) {
    return name.startsWith(".") || name.startsWith("_");
  }
}
